/** What was typed here before and not saved: put back, and told. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { restore } from '/modules/restore.js';
import { forget } from '/modules/typed.js';

/**
 * Puts it back; tells what it started from, whether that is not what stands now, and a notice to show.
 * @param {string} key @param {{node: HTMLFormElement, started: HTMLInputElement, isDirty: () => boolean}} edit @param {() => any} dropped
 */
export function putBack(key, { node, started, isDirty }, dropped) {
  const now = started.value;
  const at = restore(key, node);
  const from = started.value;
  started.value = now;
  return { at, base: JSON.parse(from).base, isOld: from !== now, notice: isDirty() && notice(key, at, dropped) };
}

/** @param {string} key @param {string} at @param {() => any} dropped */
function notice(key, at, dropped) {
  const drop = () => {
    forget(key);
    dropped();
  };
  return el('div', { class: 'banner' },
    el('p', { text: `${dateTime(at)}までにこの画面で入力し、まだ保存していない内容を戻しました。` }),
    el('button', { type: 'button', class: 'button', text: '戻した内容を捨てる', on: { click: drop } }));
}
