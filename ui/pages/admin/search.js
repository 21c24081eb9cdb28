/** A small search form whose fields live in the address, and what becomes of a refused search. */

import { Problem } from '/modules/api.js';
import { el, newId } from '/modules/dom.js';

/** A field in the shape that the errors of `form.js` look for. */
function field(tag, head, name, support, controls, body, read) {
  const error = el('p', { id: newId(), class: 'field__error', hidden: true });
  const note = support && el('p', { id: newId(), class: 'field__support', text: support });
  const setError = (message) => {
    error.hidden = !message;
    error.textContent = message ? `＊${message}` : '';
    for (const control of controls) {
      if (message) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    }
    const ids = [message && error.id, note && note.id].filter(Boolean).join(' ');
    if (ids) controls[0].setAttribute('aria-describedby', ids);
    else controls[0].removeAttribute('aria-describedby');
  };
  setError(null);
  return Object.assign(el(tag, { class: 'field', dataset: { name } }, head, note, body, error), { name, focusId: controls[0].id, setError, read });
}

const labelOf = (id, label) => el('label', { class: 'field__label', for: id, text: label });

export function text(name, label, value, support) {
  const input = el('input', { id: newId(), class: 'input', name, value, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  return field('div', labelOf(input.id, label), name, support, [input], input, () => input.value.trim());
}

/** @param options value and label */
export function choose(name, label, options, value) {
  const list = el('select', { id: newId(), class: 'input input--select', name }, options.map(([each, word]) => el('option', { value: each, text: word, selected: each === value })));
  return field('div', labelOf(list.id, label), name, undefined, [list], list, () => list.value);
}

/** @param value ISO date */
export function day(name, legend, value, support) {
  const known = value.split('-');
  const inputs = ['year', 'month', 'day'].map((part, at) => el('input', { id: newId(), class: `input input--${part}`, name: `${name}-${part}`, inputmode: 'numeric', autocomplete: 'off', value: (known[at] ?? '').replace(/^0+/, '') }));
  const parts = inputs.map((input, at) => el('span', { class: 'date__part' }, input, el('label', { for: input.id, text: '年月日'[at] })));
  const read = () => {
    const typed = inputs.map((input) => input.value.normalize('NFKC').trim());
    return typed.some(Boolean) ? typed.map((part, at) => part.padStart(at ? 2 : 4, '0')).join('-') : '';
  };
  return field('fieldset', el('legend', { class: 'field__label', text: legend }), name, support, inputs, el('div', { class: 'date' }, parts), read);
}

export function searchForm(fields, submit = '検索') {
  const node = el('form', { class: 'form stack no-print', role: 'search', novalidate: true }, fields, el('button', { type: 'submit', class: 'button button--main', text: submit }));
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    const query = new URLSearchParams(fields.map((each) => [each.name, each.read()]).filter(([, value]) => value));
    location.assign(query.size ? `${location.pathname}?${query}` : location.pathname);
  });
  return node;
}

/** Shows why a search was refused; anything else is thrown on. */
export async function refused(form, problem) {
  if (!(problem instanceof Problem) || problem.status !== 422) throw problem;
  (await import('/modules/form.js')).showErrors(form, problem);
  return el('p', { text: '条件を直すと、一覧を表示します。' });
}
