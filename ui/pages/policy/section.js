/** A part of the draft as it stands and will be, with the way to change it. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { compared, contents } from '/pages/policy/contents.js';
import { differing } from '/pages/policy/differing.js';
import { inUse, typedKey } from '/pages/policy/keys.js';
import { partAt, partOf, PARTS } from '/pages/policy/parts.js';

/** @param undo  takes a `part` or an added `item` out of the draft again */
export function section(name, { stands, whole, changed, moved, errors }, undo) {
  const { title } = PARTS[name];
  const supplies = name === 'supplies';
  // A later start is not something that was different before.
  const before = contents[name](name === 'start' ? whole : stands);
  const rows = compared(before, contents[name](whole));
  const text = supplies ? '物資を追加する' : `${title}を変更する`;
  return [
    el('h2', { id: name, tabindex: '-1', text: title }),
    errors.filter(({ field }) => partOf(field) === name).map(({ message }) => el('p', { class: 'field__error', text: `＊${message}` })),
    moved.includes(name) && el('p', { class: 'banner banner--warn', text: 'この項目は、下書きに保存した後に、適用中の内容が変わりました。変更前の内容を確かめてください。' }),
    dl(rows.map(([label, words, old], item) => [label, [differing(words, old), supplies && itemWays(label, item, item >= stands.catalogue.length, undo)]])),
    inUse(typedKey(name)).length > 0 && el('p', { class: 'banner banner--warn', text: `下書きに保存していない入力があります。${title}の変更の画面を開くと、続きから入力できます。` }),
    el('div', { class: 'row' },
      el('a', { class: 'button button--sub', href: partAt(name, supplies && `catalogue.${whole.catalogue.length}`), text }),
      changed.includes(name) && el('button', { type: 'button', class: 'button button--small', text: `${title}を元に戻す`, on: { click: () => undo.part(name) } })),
  ];
}

const itemWays = (label, item, added, undo) => el('div', { class: 'row' },
  el('a', { class: 'link', href: partAt('supplies', `catalogue.${item}`), text: '変更する', 'aria-label': `${label}を変更する` }),
  added && el('button', { type: 'button', class: 'button button--small', text: '下書きから消す', 'aria-label': `${label}を下書きから消す`, on: { click: () => undo.item(item) } }));
