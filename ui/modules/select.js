/** A list to choose from. */

import { el } from './dom.js';
import { single } from './fields.js';

/** `options: [{value, label}]` */
export const select = ({ options: choices, ...options }) => {
  const field = single(options, 'select', { class: 'input input--select' });
  const list = field.querySelector('select');
  list.append(...choices.map(({ value, label }) => el('option', { value, text: label })));
  list.value = options.value ?? choices[0]?.value;
  return field;
};
