/** Somebody else saved first: who, when, which fields differ, and taking over what is saved. Nothing typed goes away. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { reviewLabel, reviewShown } from '/pages/request/officer/words.js';

/** `set` puts a value into the form; without it there is nothing to save any more. */
export function conflictSection(policy, { mine, base, server, problem, set }) {
  const touched = new Set(Object.keys(mine).filter((path) => plain(mine[path]) !== plain(base[path])));
  // What was not touched follows what is saved.
  const followed = set ? differing(mine, server).filter((path) => !touched.has(path)) : [];
  for (const path of followed) set?.(path, server[path]);
  const kept = Object.keys(mine).filter((path) => touched.has(path) && differs(path, mine, server));
  // To choose where both changed.
  const open = set ? kept.filter((path) => differs(path, base, server)) : kept;
  const own = kept.filter((path) => !open.includes(path));
  return el('section', { id: 'conflict', class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'conflict-title' },
    el('h2', { id: 'conflict-title', text: problem.title ?? 'ほかの人が先に保存しました' }),
    el('p', { text: problem.detail }),
    open.length > 0 && [
      el('p', { text: set ? '次の項目は、この画面で入力した内容と、先に保存された内容が異なります。このまま保存すると、この画面の内容になります。' : '次の項目は、この画面で入力し、保存されていない内容です。' }),
      open.map((path) => card(policy, path, mine, server, set)),
    ],
    open.length === 0 && el('p', { text: `この画面で入力した内容とぶつかる項目はありません。${set ? '要請の内容と回答を確認してから、もう一度保存してください。' : ''}` }),
    followed.length > 0 && [
      el('p', { text: 'この画面で変えていない次の項目には、保存されている内容を取り込みました。' }),
      list(followed.map((path) => `${reviewLabel(policy, path)}：${shown(path, mine[path])} → ${shown(path, server[path])}`)),
    ],
    own.length > 0 && [el('p', { text: 'この画面で入力した次の項目は、そのまま残っています。' }), list(own.map((path) => reviewLabel(policy, path)))]);
}

const list = (lines) => el('div', {}, el('ul', {}, lines.map((text) => el('li', { class: 'prose', text }))));

/** Line ends count for nothing; empty is empty. */
const plain = (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value) || (value === 0 ? 0 : null);

/** Paths that differ, in reading order. */
const differing = (one, other) => Object.keys(one).filter((path) => path in other && plain(one[path]) !== plain(other[path]));

/** A field's value in words. */
const shown = (path, value) => reviewShown(path, path.endsWith('.needed') && value ? value === 'yes' : value);

const differs = (path, one, other) => !(path in other) || differing({ [path]: one[path] }, other).length > 0;

/** A field with both contents. */
const card = (policy, path, mine, server, set) => el('section', { class: 'card' },
  el('h3', { text: reviewLabel(policy, path) }),
  dl([
    ['この画面で入力した内容', shown(path, mine[path])],
    ['保存されている内容', path in server ? shown(path, server[path]) : '（この物資は要請されていません）'],
  ]),
  set && path in server && toggle(policy, path, mine, server, set));

/** Changes between both; parameters as of the card. */
function toggle(policy, path, mine, server, set) {
  let taken = false;
  const button = el('button', { type: 'button', class: 'button button--small' });
  const state = el('p', { role: 'status' });
  const show = () => {
    button.textContent = taken ? 'この画面の内容に戻す' : '保存されている内容にする';
    button.setAttribute('aria-label', `${reviewLabel(policy, path)}を${button.textContent}`);
    state.textContent = taken ? '保存されている内容を入力欄に入れました。' : 'この画面の内容が入力欄にあります。';
  };
  button.addEventListener('click', () => {
    taken = !taken;
    set(path, taken ? server[path] : mine[path]);
    show();
  });
  show();
  return [state, button];
}
