/** Radio buttons, and one check box; several in checks.js. `options: [{value, label, support}]` */

import { el, newId } from './dom.js';
import { head, LABEL, wrap } from './fields.js';

function mark(type, name, { value, support, ...options }) {
  const id = newId();
  return el('div', { class: 'mark' }, el('input', { type, id, name, value, class: 'mark__box', 'aria-describedby': support && `${id}s` }),
    head('label', { class: 'mark__label', for: id }, options), support && el('p', { id: `${id}s`, class: 'mark__support', text: support }));
}

export const group = (type, { options: choices, ...options }, get, on) => {
  const rows = choices.map((each) => mark(type, options.name, each));
  const boxes = rows.map((row) => row.firstChild);
  const access = { get: () => get(boxes), set: (wanted) => boxes.forEach((box) => { box.checked = on(wanted, box.value); }) };
  return wrap('fieldset', options, head('legend', LABEL, options), el('div', { class: 'marks' }, rows), boxes, access);
};

/** Radio buttons; the value is a string or null. */
export const choice = (options) => group('radio', options, (boxes) => boxes.find((box) => box.checked)?.value ?? null, (wanted, own) => wanted === own);

/** One check box; the value is a boolean. */
export const check = (options) => {
  const row = mark('checkbox', options.name, { ...options, value: 'true', support: null });
  const box = row.firstChild;
  return wrap('div', options, row, null, [box], { get: () => box.checked, set: (wanted) => { box.checked = Boolean(wanted); } });
};
