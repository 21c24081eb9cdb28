/** Forms and their errors. */

import { Problem } from './api.js';
import { byId, el } from './dom.js';

const ERROR = 'エラー：';

const fieldsOf = (root) => [...root.querySelectorAll('.field[data-name]')];

/** At the top of the page, or of the notice that holds the form. */
export function top(band, form) {
  (form?.closest('#session-notice > section') ?? byId('main')).prepend(band);
  band.focus();
  band.scrollIntoView();
  return band;
}

/** A form that is not sent twice at once and shows what `onSubmit` throws. */
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
  return node;
};

export function clearErrors(node = byId('main')) {
  byId('summary')?.remove();
  byId('done')?.remove();
  document.title = document.title.replace(ERROR, '');
  for (const field of fieldsOf(node)) field.setError(null);
}

function line(text, field) {
  const click = (event) => {
    event.preventDefault();
    field.scrollIntoView();
    byId(field.focusId).focus({ preventScroll: true });
  };
  return el('li', {}, field ? el('a', { href: `#${field.focusId}`, text, on: { click } }) : text);
}

/** In the order of the fields. */
export function showErrors(node, problem) {
  clearErrors(node);
  if (!(problem instanceof Problem)) {
    console.error(problem);
    problem = new Problem(0, { detail: '画面の処理中に不具合が起きました。入力した内容は残っています。事務局へお問い合わせください。' });
  }
  const { errors, code } = problem;
  const shown = fieldsOf(node).filter((field) => !field.closest('[hidden]'));
  const lines = shown.flatMap((field) => {
    const messages = errors.filter((error) => error.field === field.name).map(({ message }) => message);
    if (messages.length) field.setError(messages.join(''));
    return messages.map((message) => line(message, field));
  });
  lines.push(...errors.filter((error) => !shown.some(({ name }) => name === error.field)).map(({ message }) => line(message)));
  const invalid = lines.length > 0 && code === 'invalid';
  document.title = ERROR + document.title;
  top(el('section', { id: 'summary', class: 'summary', tabindex: '-1', 'aria-labelledby': 'summary-title', dataset: { code } },
    el('h2', { id: 'summary-title', text: invalid ? '入力内容に誤りがあります' : problem.title }),
    !invalid && el('p', { text: problem.detail }),
    lines.length > 0 && el('ul', {}, lines)), node);
}
