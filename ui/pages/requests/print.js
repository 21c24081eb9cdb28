/** What only a printout shows. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** Shows the node while the page is printed. */
export function forPrint(node) {
  node.hidden = true;
  node.classList.add('print-only');
  return node;
}

addEventListener('beforeprint', () => show(false));
addEventListener('afterprint', () => show(true));

function show(hidden) {
  for (const stamp of document.querySelectorAll('[data-stamp]')) stamp.textContent = `印刷：${dateTime(new Date().toISOString())}　${(stamp).dataset.stamp}`;
  for (const node of document.querySelectorAll('.print-only')) (node).hidden = hidden;
}

/** Who printed, and when. */
export const printStamp = (session) => forPrint(el('p', { dataset: { stamp: session.name } }));

export const printButton = () => el('button', { type: 'button', class: 'button button--sub', text: '印刷', on: { click: () => print() } });
