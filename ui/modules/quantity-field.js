/** Numbers of pieces. */

import { digits } from './digits.js';
import { single } from './fields.js';

/** A number, null, or what was typed. */
function quantity(text) {
  const plain = digits(text);
  return plain === '' ? null : /^\d{1,15}$/.test(plain) ? Number(plain) : text;
}

/** Also `unit`. */
export const quantityField = ({ unit = '枚', label, ...options }) => {
  const field = single({ ...options, label: unit ? `${label}（${unit}）` : label }, 'input', { class: 'input input--short', inputmode: 'numeric', autocomplete: 'off' }, { read: quantity });
  field.addEventListener('change', ({ target }) => { target.value = digits(target.value); });
  return field;
};
