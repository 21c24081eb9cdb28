/** What only a printout shows. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** Who printed, and when. */
export function printStamp({ name }) {
  const stamp = el('p', { class: 'print-only' });
  addEventListener('beforeprint', () => { stamp.textContent = `印刷：${dateTime(new Date().toISOString())}　${name}`; });
  return stamp;
}

export const printButton = () => el('button', { type: 'button', class: 'button button--sub', text: '印刷', on: { click: () => print() } });
