/** A question before an act that cannot be undone. */

import { el, newId, replace } from '/modules/dom.js';
import { attempt } from '/pages/admin/attempt.js';

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
