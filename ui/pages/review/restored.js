/** What was typed here before and not saved: put back, and told. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { forget, place } from '/modules/kept.js';
import { restore } from '/modules/restore.js';
import { userName } from '/modules/session.js';

/**
 * Puts it back; tells what it started from, whether that is not what stands now, what was typed for items that are not asked for any more, and
 * a notice to show.
 */
export function putBack(key, { node, started, isDirty }, dropped) {
  const now = started.value;
  const at = restore(key, node);
  const from = started.value;
  started.value = now;
  const { base } = JSON.parse(from);
  const { fields } = JSON.parse(sessionStorage.getItem(place(userName(), key)) ?? '{}');
  const isGone = ([name, text]) => /^items\.[^=]+$/.test(name) && !node.elements[name] && text !== String(base[name] ?? '');
  const gone = Object.fromEntries(Object.entries(fields).filter(isGone));
  return { at, base, gone, isOld: from !== now, notice: isDirty() && notice(key, at, dropped) };
}

function notice(key, at, dropped) {
  const drop = () => {
    forget(key);
    dropped();
  };
  return el('div', { class: 'banner' },
    el('p', { text: `${dateTime(at)}までにこの画面で入力し、まだ保存していない内容を戻しました。` }),
    el('button', { type: 'button', class: 'button', text: '戻した内容を捨てる', on: { click: drop } }));
}
