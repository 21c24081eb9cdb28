/** A small table of figures, which stays one on phones; table.js has cards, sorting and a last line. */

import { el, newId } from './dom.js';

const aligned = (cell) => typeof cell === 'number' && 'table__number';

/** `rows`: cells, of which the first names the row; numbers are aligned to the right. */
export function plainTable(caption, heads, rows) {
  const id = newId();
  return el('div', { class: 'scroll', role: 'region', 'aria-labelledby': id, tabindex: '0' },
    el('table', { class: 'table' },
      el('caption', { id, text: caption }),
      el('thead', {}, el('tr', {}, heads.map((text, at) => el('th', { scope: 'col', class: aligned(rows[0][at]), text })))),
      el('tbody', {}, rows.map(([name, ...cells]) => el('tr', {}, el('th', { scope: 'row', text: name }), cells.map((cell) => el('td', { class: aligned(cell), text: cell.toLocaleString('ja-JP') })))))));
}
