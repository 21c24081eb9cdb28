/** What the server found wrong with a draft, each fault with the way to where it is put right. */

import { el } from '/modules/dom.js';
import { clearErrors, top } from '/modules/form.js';
import { keep, kept } from '/pages/policy/draft.js';
import { partAt, partOf } from '/pages/policy/parts.js';

/** Keeps it, to be told on every screen of the draft. */
export function refused(errors) {
  // A day that is in both lists is told of the pair, which is no field.
  keep({ ...kept(), errors: errors.map(({ field, message }) => ({ field: field === 'days' ? 'days.closed' : field, message })) });
}

/** Each in a line, leading to its part's screen; what is wrong with the items as a whole stands on this one. */
export function tellFaults(errors) {
  clearErrors();
  document.title = `エラー：${document.title}`;
  const line = ({ field, message }) => {
    const part = partOf(field);
    return el('li', {}, part ? el('a', { href: field === 'catalogue' ? '#supplies' : partAt(part, field), text: message }) : message);
  };
  top(el('section', { id: 'summary', class: 'summary', tabindex: '-1', 'aria-labelledby': 'summary-title', dataset: { code: 'invalid' } },
    el('h2', { id: 'summary-title', text: '入力内容に誤りがあります' }), el('ul', {}, errors.map(line))));
}
