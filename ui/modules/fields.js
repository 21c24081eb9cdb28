/** What text-field.js, quantity-field.js, choices.js, select.js, date-field.js are made of. */

import { el, newId } from './dom.js';

export const head = (tag, props, { label, legend, required, optional }) => el(tag, props, label ?? legend,
  required && el('span', { class: 'field__must', text: '※必須' }),
  optional && el('span', { class: 'field__may', text: '※任意' }));

export const LABEL = { class: 'field__label' };

/** Head, support text, controls and error; `more`: the id of a further description. */
export const wrap = (tag, { name, support, value }, top, body, controls, access, more) => {
  const id = newId();
  const error = el('p', { id: `${id}e`, class: 'field__error', hidden: true });
  const wrapper = el(tag, { class: 'field', dataset: { name } }, top, support && el('p', { id, class: 'field__support', text: support }), body, error);
  const mark = (control, attribute, text) => (text ? control.setAttribute(attribute, text) : control.removeAttribute(attribute));
  const setError = (message) => {
    error.hidden = !message;
    error.textContent = message && `＊${message}`;
    mark(controls[0], 'aria-describedby', [message && error.id, support && id, more].filter(Boolean).join(' '));
    for (const control of controls) mark(control, 'aria-invalid', message && 'true');
  };
  const set = (wanted) => {
    access.set(wanted);
    controls[0].dispatchEvent(new Event('input', { bubbles: true }));
  };
  access.set(value);
  setError(null);
  Object.assign(wrapper, { name, focusId: controls[0].id, setError });
  return Object.defineProperty(wrapper, 'value', { get: access.get, set });
};

/** One control; `max` asks for a counter. */
export function single(options, tag, props, { read = (text) => text, max = 0 } = {}) {
  const control = el(tag, { id: newId(), name: options.name, 'aria-required': options.required && 'true', ...props });
  const count = max ? el('p', { id: newId(), class: 'field__count' }) : null;
  const show = () => {
    const { length } = [...control.value];
    count.textContent = `${length}/${max}字`;
    count.classList.toggle('field__count--over', length > max);
  };
  const access = { get: () => read(control.value), set: (value) => { control.value = value ?? ''; } };
  const field = wrap('div', options, head('label', { ...LABEL, for: control.id }, options), [control, count], [control], access, count?.id);
  if (count) control.addEventListener('input', show);
  if (count) show();
  return field;
}

/** Also `max` characters. */
export const areaField = ({ max = 1000, rows = 4, ...options }) => single(options, 'textarea', { class: 'input input--area', rows }, { max });
