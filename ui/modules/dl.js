/** Description lists. */

import { el } from './dom.js';

/** A description list; pairs that are null are left out. */
export const dl = (pairs) => el('dl', { class: 'dl' }, pairs.filter(Boolean).map(([term, value]) => {
  const none = value === null || value === undefined || value === '';
  return el('div', { class: 'dl__row' }, el('dt', { text: term }), el('dd', { class: 'prose' }, none ? '記入なし' : value));
}));
