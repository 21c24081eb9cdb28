// @ts-check
/** What was changed from what to what, as a small table. */

import { el } from '/modules/dom.js';
import { number } from '/modules/format.js';

/** @param {any} value */
function shown(value) {
  if (value === true) return 'はい';
  if (value === false) return 'いいえ';
  if (value === null || value === undefined || value === '') return 'なし';
  return typeof value === 'number' ? number(value) : String(value);
}

/** @param {any[]} changes @param {(change: any) => string} label */
export function changeTable(changes, label) {
  if (changes.length === 0) return 'なし';
  const head = (/** @type {string} */ text) => el('th', { scope: 'col', text });
  const cell = (/** @type {string} */ word, /** @type {any} */ value) => el('td', { class: 'prose', dataset: { label: word }, text: shown(value) });
  return el('table', { class: 'changes' },
    el('thead', {}, el('tr', {}, ['項目', '変更前', '変更後'].map(head))),
    el('tbody', {}, changes.map((change) => el('tr', {}, el('th', { scope: 'row', text: label(change) }), cell('変更前', change.from), cell('変更後', change.to)))));
}
