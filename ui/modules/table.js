/** Tables in a labelled scroll region, as cards on phones. */

import { el, newId } from './dom.js';

function head({ label, note, sort: keys, number }, sort) {
  const words = [label, note && [el('br'), note]];
  const [content, direction] = sort && keys ? sort(words, keys) : [words];
  return el('th', { scope: 'col', role: 'columnheader', class: number && 'table__number', 'aria-sort': direction }, content);
}

function cell({ label, cell: content, number, heading }, row, index) {
  const props = { class: number ? 'table__number' : null, dataset: { label } };
  return heading ? el('th', { scope: 'row', role: 'rowheader', ...props }, content(row, index)) : el('td', { role: 'cell', ...props }, content(row, index));
}

export function table({ caption, columns, rows, sort, empty, cards = true, foot }) {
  if (rows.length === 0 && empty) return el('p', { class: 'empty', text: empty });
  const id = newId();
  const line = (row, index) => el('tr', { role: 'row' }, columns.map((column) => cell(column, row, index)));
  return el('div', { class: 'scroll', role: 'region', 'aria-labelledby': id, tabindex: '0' },
    el('table', { class: cards ? 'table table--cards' : 'table', role: 'table' },
      el('caption', { id, text: caption }),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, columns.map((column) => head(column, sort)))),
      el('tbody', { role: 'rowgroup' }, rows.map(line)),
      foot && el('tfoot', { role: 'rowgroup' }, el('tr', { role: 'row' }, foot.map((text, at) =>
        (at === 0 ? el('th', { scope: 'row', role: 'rowheader' }, text) : el('td', { role: 'cell', class: columns[at]?.number && 'table__number' }, text)))))));
}
