// @ts-check
/** Lines of text, and numbers of pieces. */

import { single } from './fields.js';
import { digits } from './normalize.js';

/** Also `type`, `inputmode`, `autocomplete`, `normalize`, `counter`, `size`. @type {import('./types.js').Builder} */
export const textField = ({ inputmode, autocomplete = 'off', normalize, type = 'text', counter, size, read, ...options }) => {
  const field = single(options, 'input', { class: size ? `input input--${size}` : 'input', type, inputmode, autocomplete, autocapitalize: 'none', spellcheck: 'false' }, { read, max: counter });
  if (normalize) field.addEventListener('change', ({ target }) => { target.value = normalize(target.value); });
  return field;
};

/** A number, null, or what was typed. */
function quantity(text) {
  const plain = digits(text);
  return plain === '' ? null : /^\d{1,15}$/.test(plain) ? Number(plain) : text;
}

/** Also `unit`. @type {import('./types.js').Builder} */
export const quantityField = ({ unit = '枚', label, ...options }) => textField({ ...options, label: unit ? `${label}（${unit}）` : label, inputmode: 'numeric', normalize: digits, size: 'short', read: quantity });
