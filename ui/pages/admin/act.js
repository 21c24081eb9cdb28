/** Buttons that open something in their place: a form fetched only then, or a question before an act that cannot be undone. */

import { Problem } from '/modules/api.js';
import { el, newId, replace } from '/modules/dom.js';
import { userName } from '/modules/session.js';
import { attempt } from '/pages/admin/attempt.js';

/** Whether something typed under that key waits in this tab (see `typed.js`). */
const waits = (key) => sessionStorage.getItem(`haifu:${userName()}:${key}`) !== null;

/** A button that puts a form in its place. With `key` it opens by itself when something typed waits there. */
export function opener(text, build, { key, main, on } = {}) {
  const box = el('div', {});
  const button = el('button', { type: 'button', class: main ? 'button button--main' : 'button button--sub', text, on: { click: () => open(true) } });
  const close = () => {
    replace(box, button);
    button.focus();
  };
  async function open(focus) {
    try {
      replace(box, await build(close));
      if (focus) box.querySelector('[tabindex="-1"]')?.focus();
    } catch (problem) {
      replace(box, button, el('p', { role: 'alert', text: problem instanceof Problem ? problem.detail : '表示できませんでした。通信の状態を確かめて、もう一度押してください。' }));
      if (!(problem instanceof Problem)) console.error(problem);
    }
  }
  replace(box, button);
  if (on || (key && waits(key))) open(false);
  return box;
}

/** A button that asks before it acts. */
export function asking({ text, question, detail, yes, run, small }) {
  const size = small ? ' button--small' : '';
  const box = el('div', {});
  const id = newId();
  const button = el('button', { type: 'button', class: `button button--danger${size}`, text, on: { click: ask } });
  const close = () => {
    replace(box, button);
    button.focus();
  };
  function ask() {
    let busy = false;
    const state = el('p', { role: 'status' });
    const act = async () => {
      if (busy) return;
      busy = true;
      state.textContent = '送信しています';
      if (!(await attempt(run)) && box.isConnected) replace(box, button);
      busy = false;
    };
    const title = el('h3', { id, tabindex: '-1', text: question });
    replace(box, el('section', { class: 'banner banner--warn', 'aria-labelledby': id }, title, detail && el('p', { text: detail }),
      el('div', { class: 'row' },
        el('button', { type: 'button', class: 'button button--danger', text: yes, on: { click: act } }),
        el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: close } })), state));
    title.focus();
  }
  replace(box, button);
  return box;
}

/** Tells that it is done, at the top of the page. */
export async function tellDone(...message) {
  (await import('/modules/done.js')).done(...message);
}
