/** Lines of text. */

import { single } from './fields.js';

/** Also `type`, `inputmode`, `autocomplete`, `normalize`, `counter`, `size`. */
export const textField = ({ inputmode, autocomplete = 'off', normalize, type = 'text', counter, size, read, ...options }) => {
  const field = single(options, 'input', { class: size ? `input input--${size}` : 'input', type, inputmode, autocomplete, autocapitalize: 'none', spellcheck: 'false' }, { read, max: counter });
  if (normalize) field.addEventListener('change', ({ target }) => { target.value = normalize(target.value); });
  return field;
};
