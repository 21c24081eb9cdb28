// @ts-check
/** Field builders: FieldOptions to Field, both of types.js. */

import { el, newId } from './dom.js';
import { digits } from './normalize.js';

/** @typedef {import('./types.js').Builder} Builder */
/** @typedef {import('./types.js').Any} Any */

/** Label or legend. @type {Any} */
const head = (tag, props, { label, legend, required, optional }) => el(tag, props, label ?? legend,
  required && el('span', { class: 'field__must', text: '※必須' }),
  optional && el('span', { class: 'field__may', text: '※任意' }));

const LABEL = { class: 'field__label' };

/** The wrapper around head, support text, controls and error; `more` is the id of a further description. @type {Any} */
const wrap = (tag, { name, support, value }, top, body, controls, access, more) => {
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

/** One control with a label; `max` asks for a counter. */
function single(options, tag, props, { read = (text) => text, max = 0 } = {}) {
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

/** Also `type`, `inputmode`, `autocomplete`, `normalize`, `counter` (most characters), `size` (short, year, month, day). @type {Builder} */
export const textField = ({ inputmode, autocomplete = 'off', normalize, type = 'text', counter, size, read, ...options }) => {
  const field = single(options, 'input', { class: size ? `input input--${size}` : 'input', type, inputmode, autocomplete, autocapitalize: 'none', spellcheck: 'false' }, { read, max: counter });
  if (normalize) field.addEventListener('change', ({ target }) => { target.value = normalize(target.value); });
  return field;
};

/** Also `max` characters. @type {Builder} */
export const areaField = ({ max = 1000, rows = 4, ...options }) => single(options, 'textarea', { class: 'input input--area', rows }, { max });

/** A whole number as number, nothing as null, anything else as typed, for the server to name. */
function quantity(text) {
  const plain = digits(text);
  return plain === '' ? null : /^\d{1,15}$/.test(plain) ? Number(plain) : text;
}

/** Also `unit`. @type {Builder} */
export const quantityField = ({ unit = '枚', label, ...options }) => textField({ ...options, label: unit ? `${label}（${unit}）` : label, inputmode: 'numeric', normalize: digits, size: 'short', read: quantity });

/** A box or button with its label. */
function mark(type, name, { value, support, ...options }) {
  const id = newId();
  return el('div', { class: 'mark' }, el('input', { type, id, name, value, class: 'mark__box', 'aria-describedby': support && `${id}s` }),
    head('label', { class: 'mark__label', for: id }, options), support && el('p', { id: `${id}s`, class: 'mark__support', text: support }));
}

/** @type {Any} */
const group = (type, { options: choices, ...options }, get, on) => {
  const rows = choices.map((each) => mark(type, options.name, each));
  const boxes = rows.map((row) => row.firstChild);
  const access = { get: () => get(boxes), set: (wanted) => boxes.forEach((box) => { box.checked = on(wanted, box.value); }) };
  return wrap('fieldset', options, head('legend', LABEL, options), el('div', { class: 'marks' }, rows), boxes, access);
};

/** Radio buttons; the value is a string or null. `options: [{value, label, support}]` @type {Builder} */
export const choice = (options) => group('radio', options, (boxes) => boxes.find((box) => box.checked)?.value ?? null, (wanted, own) => wanted === own);

/** Check boxes; the value is an array. `options: [{value, label, support}]` @type {Builder} */
export const checks = (options) => group('checkbox', options, (boxes) => boxes.filter((box) => box.checked).map((box) => box.value), (wanted, own) => wanted?.includes(own) ?? false);

/** One check box; the value is a boolean. @type {Builder} */
export const check = (options) => {
  const row = mark('checkbox', options.name, { ...options, value: 'true', support: null });
  const box = row.firstChild;
  return wrap('div', options, row, null, [box], { get: () => box.checked, set: (wanted) => { box.checked = Boolean(wanted); } });
};

/** `options: [{value, label}]` @type {Builder} */
export const select = ({ options: choices, ...options }) => {
  const field = single(options, 'select', { class: 'input input--select' });
  const list = field.querySelector('select');
  list.append(...choices.map(({ value, label }) => el('option', { value, text: label })));
  list.value = options.value ?? choices[0]?.value;
  return field;
};

/** Three fields 年 月 日; the value is an ISO date, null, or what was typed where it is no date. @type {Builder} */
export const dateField = (options) => {
  const inputs = ['year', 'month', 'day'].map((part) => el('input', { id: newId(), name: `${options.name}-${part}`, inputmode: 'numeric', autocomplete: 'off', class: `input input--${part}` }));
  const get = () => {
    const typed = inputs.map((input) => digits(input.value));
    return typed.some(Boolean) ? typed.map((text, at) => (at && text ? text.padStart(2, '0') : text)).join('-') : null;
  };
  const set = (iso) => (iso || '--').split('-').forEach((text, at) => { inputs[at].value = text.replace(/^0+/, ''); });
  const parts = inputs.map((input, at) => el('span', { class: 'date__part' }, input, el('label', { for: input.id, text: '年月日'[at] })));
  const field = wrap('fieldset', options, head('legend', LABEL, options), el('div', { class: 'date' }, parts), inputs, { get, set });
  field.addEventListener('change', ({ target }) => { target.value = digits(target.value); });
  return field;
};
