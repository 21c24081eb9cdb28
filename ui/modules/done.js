/** Telling that it is done. */

import { el } from './dom.js';
import { clearErrors, top } from './form.js';

/** At the top of the page. */
export function done(...message) {
  clearErrors();
  return top(el('div', { id: 'done', class: 'banner banner--done', role: 'status', tabindex: '-1' }, message));
}
