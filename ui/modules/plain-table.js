/** A table without more, as cards on phones. */

import { el, newId } from './dom.js';

const aligned = (cell) => typeof cell === 'number' && 'table__number';

/** `rows`: cells, of which the first names the row; numbers are aligned to the right. */
export function plainTable(caption, heads, rows) {
  const id = newId();
  const line = (...cells) => el('tr', { role: 'row' }, cells);
  return el('div', { class: 'scroll', role: 'region', 'aria-labelledby': id, tabindex: '0' },
    el('table', { class: 'table table--cards', role: 'table' },
      el('caption', { id, text: caption }),
      el('thead', { role: 'rowgroup' }, line(heads.map((text, at) => el('th', { scope: 'col', role: 'columnheader', class: aligned(rows[0][at]), text })))),
      el('tbody', { role: 'rowgroup' }, rows.map(([name, ...cells]) => line(el('th', { scope: 'row', role: 'rowheader', text: name }),
        cells.map((cell, at) => el('td', { role: 'cell', class: aligned(cell), dataset: { label: heads[at + 1] }, text: cell.toLocaleString('ja-JP') })))))));
}
