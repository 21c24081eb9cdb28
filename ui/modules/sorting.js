/** Heads of a table by which it can be sorted. */

import { el } from './dom.js';

const direction = (key) => (key.startsWith('-') ? 'descending' : 'ascending');

/** For `sort` of a table that stands in the order of `key`. A column with several keys takes them in turn: the next one goes to `onSort`. */
export const sorting = (key, onSort) => (words, keys) => {
  const all = [keys].flat();
  const at = all.indexOf(key);
  const next = all[(at + 1) % all.length];
  const mark = el('span', { 'aria-hidden': 'true', text: at < 0 ? '↕' : key.startsWith('-') ? '▼' : '▲' });
  return [el('button', { type: 'button', class: 'table__sort', on: { click: () => onSort(next) } }, words, mark), at < 0 ? null : direction(key)];
};
