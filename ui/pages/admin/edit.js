// @ts-check
/** A form that is opened in a page: kept in this tab while it is typed, guarded when leaving, and based on a version. */

import { el, newId } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { forget, keep, leaveGuard, restore } from '/modules/typed.js';

/**
 * @param {{key: string, title: string, lead?: any, submit: string, fields: any, base?: string|null, read: () => any, tidy?: () => void, send: (values: any) => Promise<any>,
 *   saved: (result: any) => any, close: () => void, stale?: () => Promise<string|null>}} options
 *   `tidy` takes away empty rows before sending; `base` names the version that is shown; `stale` loads the newest one after a conflict and gives its name
 * @returns {HTMLElement}
 */
export function editing({ key, title, lead, submit, fields, base = '', read, tidy, send, saved, close, stale }) {
  const id = newId();
  const version = el('input', { type: 'hidden', name: 'base', value: base ?? '' });
  let before = JSON.stringify(read());
  const node = form({
    submit,
    class: 'form stack',
    fields: [version, fields],
    actions: el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: cancel } }),
    onSubmit: async () => {
      tidy?.();
      try {
        const result = await send(read());
        before = JSON.stringify(read());
        forget(key);
        release();
        await saved(result);
      } catch (problem) {
        if (stale && /** @type {any} */ (problem).status === 412) version.value = (await stale()) ?? '';
        throw problem;
      }
    },
  });
  const restored = restore(key, node);
  const outdated = restored && version.value !== (base ?? '');
  version.value = base ?? '';
  keep(key, node);
  const release = leaveGuard(() => node.isConnected && JSON.stringify(read()) !== before);
  function cancel() {
    forget(key);
    release();
    close();
  }
  return el('section', { class: 'card stack', 'aria-labelledby': id },
    el('h3', { id, tabindex: '-1', text: title }),
    lead,
    restored && el('p', { class: 'banner banner--info', text: '前にこの画面で入力し、まだ送信していなかった内容を戻しました。' }),
    outdated && el('p', { class: 'banner banner--warn', text: 'その後に、ほかの人が保存しています。この画面に表示している最新の内容と見比べてから保存してください。' }),
    node);
}

/**
 * A group of fields that can itself be refused, under a path of its own.
 * @param {{name: string, legend: string, support?: string, focus: HTMLElement}} options @param {...any} body
 */
export function group({ name, legend, support, focus }, ...body) {
  focus.id ||= newId();
  const error = el('p', { id: newId(), class: 'field__error', hidden: true });
  const node = el('fieldset', { class: 'field stack', dataset: { name } },
    el('legend', { class: 'field__label', text: legend }), support && el('p', { class: 'field__support', text: support }), error, body);
  const setError = (/** @type {string|null} */ message) => {
    error.hidden = !message;
    error.textContent = message ? `＊${message}` : '';
    if (message) focus.setAttribute('aria-describedby', error.id);
    else focus.removeAttribute('aria-describedby');
  };
  return Object.assign(node, { name, focusId: focus.id, setError });
}
