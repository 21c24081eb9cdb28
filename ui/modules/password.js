/** A password field with a button that shows what is typed. */

import { el } from './dom.js';
import { textField } from './text-field.js';

export function passwordField(options) {
  const field = textField({ ...options, type: 'password' });
  const input = field.querySelector('input');
  const button = el('button', { type: 'button', class: 'button button--sub button--small', 'aria-pressed': 'false', text: 'パスワードを表示' });
  button.addEventListener('click', () => {
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(show));
  });
  const line = el('div', { class: 'row row--tight' });
  input.replaceWith(line);
  line.append(input, button);
  input.form?.addEventListener('submit', () => { input.type = 'password'; });
  return field;
}
