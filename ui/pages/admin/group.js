/** Fields that belong together. */

import { el, newId } from '/modules/dom.js';

/** A group of fields that can itself be refused, under a path of its own. */
export function group({ name, legend, support, focus }, ...body) {
  focus.id ||= newId();
  const error = el('p', { id: newId(), class: 'field__error', hidden: true });
  const node = el('fieldset', { class: 'field stack', dataset: { name } },
    el('legend', { class: 'field__label' }, legend), support && el('p', { class: 'field__support', text: support }), error, body);
  const setError = (message) => {
    error.hidden = !message;
    error.textContent = message ? `＊${message}` : '';
    if (message) focus.setAttribute('aria-describedby', error.id);
    else focus.removeAttribute('aria-describedby');
  };
  return Object.assign(node, { name, focusId: focus.id, setError });
}
