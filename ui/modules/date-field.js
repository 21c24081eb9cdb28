/** A day in three fields. */

import { el, newId } from './dom.js';
import { head, LABEL, wrap } from './fields.js';
import { digits } from './digits.js';

/** Three fields 年 月 日; the value is an ISO date, null, or what was typed where it is no date. */
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
