/** What was changed from what to what, as a list. */

import { el } from '/modules/dom.js';
import { date, number } from '/modules/format.js';

/** Days as the record keeps them, and nothing else. */
const DAYS = /^\d{4}-\d\d-\d\d(、\d{4}-\d\d-\d\d)*$/;

/** Facilities of an import, as the record names them: `id@version`, with spaces between. */
const VERSIONS = /^\S+@\d+( \S+@\d+)*$/;

const isNothing = (value) => value === null || value === undefined || value === '';

function shown(value) {
  if (value === true) return 'はい';
  if (value === false) return 'いいえ';
  if (isNothing(value)) return 'なし';
  if (typeof value === 'number') return number(value);
  if (DAYS.test(value)) return value.split('、').map(date).join('、');
  return VERSIONS.test(value) ? value.replace(/@(\d+) ?/g, '（第$1版）　').trim() : String(value);
}

/** Fields whose name says already what became of them. */
const TOLD = /\.(added|removed)$|^taken_over_by$/;

function words({ field, from, to }, fresh) {
  if (TOLD.test(field)) return shown(to ?? from);
  return fresh ? shown(to) : `${shown(from)} → ${shown(to)}`;
}

/** @param fresh whether they are of something new, or only told: there was nothing before */
export function changeList(changes, label, fresh) {
  if (changes.length === 0) return 'なし';
  return el('ul', {}, changes.map((change) => el('li', { class: 'prose', text: `${label(change)}：${words(change, fresh)}` })));
}
