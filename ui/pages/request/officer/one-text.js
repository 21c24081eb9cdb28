/** An act upon a request that takes one text; what is typed is kept in this tab until it is sent. */

import { el } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { form } from '/modules/form.js';
import { restore } from '/modules/restore.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';

/** `send` is given the text, and goes to another page. */
export function textForm({ key, submit, field, actions, send }) {
  let sent = false;
  const node = form({
    submit,
    fields: field,
    actions,
    onSubmit: async () => {
      const go = await send(field.value);
      sent = true;
      forget(key);
      go();
      // Nothing is sent again on the way there.
      return new Promise(() => {});
    },
  });
  if (isKept(key)) restore(key, node);
  keep(key, node);
  leaveGuard(() => !sent && field.value !== '');
  return node;
}

/** In place of the form: why nothing can be sent, and what was typed for it. */
export function notNow(key, control, reason) {
  const typed = el('form', {}, el('textarea', { name: control, hidden: true }));
  const box = el('div', { class: 'stack' });
  restore(key, typed);
  const text = typed.elements[control].value;
  const drop = () => {
    forget(key);
    box.remove();
    done('入力した内容を捨てました。');
  };
  if (text) {
    box.append(el('h2', { text: '送信していない入力' }), el('p', { class: 'prose', text }),
      el('p', {}, el('button', { type: 'button', class: 'button button--sub', text: '入力した内容を捨てる', on: { click: drop } })));
  }
  return [el('p', { class: 'banner banner--warn', text: reason }), box];
}
