// @ts-check
/** Forms: sending once, and the server's errors in a summary and at their fields. */

import { Problem } from './api.js';
import { byId, el } from './dom.js';

export * from './fields.js';
export { newId } from './dom.js';

const ERROR = 'エラー：';

const fieldsOf = (root) => [...root.querySelectorAll('.field[data-name]')];

/** Puts a band at the top of the page, or of the notice the form stands in, and the focus on it. */
function top(band, form) {
  (form?.closest('#session-notice > section') ?? byId('main')).prepend(band);
  band.focus();
  band.scrollIntoView();
  return band;
}

/** A form, with its `fields` by name, that is not sent twice at once and shows what `onSubmit` throws. @type {import('./types.js').FormBuilder} */
export const form = ({ submit, actions, fields, onSubmit, class: name = 'form stack' }) => {
  const status = el('p', { class: 'form__status', role: 'status' });
  const node = el('form', { class: name, novalidate: true }, fields,
    el('div', { class: 'form__actions row' }, el('button', { type: 'submit', class: 'button button--main', text: submit }), actions), status);
  let busy = false;
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    status.textContent = '送信しています';
    try {
      await onSubmit(node, event.submitter);
    } catch (problem) {
      showErrors(node, problem);
    }
    busy = false;
    status.textContent = '';
  });
  return Object.defineProperty(node, 'fields', { get: () => Object.fromEntries(fieldsOf(node).map((field) => [field.name, field])) });
};

/** Takes away the summary and every field's error. */
export function clearErrors(node = byId('main')) {
  byId('summary')?.remove();
  byId('done')?.remove();
  document.title = document.title.replace(ERROR, '');
  for (const field of fieldsOf(node)) field.setError(null);
}

/** A message, linked to its field. */
function line(text, field) {
  const click = (event) => {
    event.preventDefault();
    field.scrollIntoView();
    byId(field.focusId).focus({ preventScroll: true });
  };
  return el('li', {}, field ? el('a', { href: `#${field.focusId}`, text, on: { click } }) : text);
}

/** Shows what was refused: in a summary that takes the focus, and at each field. */
export function showErrors(node, problem) {
  clearErrors(node);
  if (!(problem instanceof Problem)) {
    console.error(problem);
    problem = new Problem(0, { detail: '画面の処理中に不具合が起きました。入力した内容は、この画面に残っています。もう一度操作しても同じときは、事務局へお問い合わせください。' });
  }
  const shown = fieldsOf(node).filter((field) => !field.closest('[hidden]'));
  const messages = new Map();
  const lines = problem.errors.map(({ field: path, message }) => {
    const field = shown.find(({ name }) => name === path);
    messages.set(field, (messages.get(field) ?? '') + message);
    return line(message, field);
  });
  messages.forEach((message, field) => field?.setError(message));
  const invalid = lines.length > 0 && problem.code === 'invalid';
  document.title = ERROR + document.title;
  top(el('section', { id: 'summary', class: 'summary', tabindex: '-1', 'aria-labelledby': 'summary-title' },
    el('h2', { id: 'summary-title', text: invalid ? '入力内容に誤りがあります' : problem.title }),
    !invalid && el('p', { text: problem.detail }),
    lines.length > 0 && el('ul', {}, lines)), node);
}

/** Tells at the top of the page that it is done. */
export function done(...message) {
  clearErrors();
  return top(el('div', { id: 'done', class: 'banner banner--done', role: 'status', tabindex: '-1' }, message));
}
