// @ts-check
/** Asks whether to leave what is not saved. */

import { byId, el } from './dom.js';

/** Resolves when the user agrees, else never. @returns {Promise<void>} */
export function agreed() {
  byId('leave')?.remove();
  const back = /** @type {HTMLElement|null} */ (document.activeElement);
  return new Promise((resolve) => {
    const stay = () => {
      section.remove();
      back?.focus();
    };
    const section = el('section', { id: 'leave', class: 'banner banner--warn', 'aria-labelledby': 'leave-title' },
      el('h2', { id: 'leave-title', tabindex: '-1', text: '保存していない変更があります' }),
      el('p', { text: 'このまま移動すると、保存していない変更は反映されません。' }),
      el('div', { class: 'row' },
        el('button', { type: 'button', class: 'button button--main', text: 'この画面に残る', on: { click: stay } }),
        el('button', { type: 'button', class: 'button button--sub', text: '保存せずに移動する', on: { click: () => resolve() } })));
    byId('main').prepend(section);
    byId('leave-title').focus();
    section.scrollIntoView();
  });
}
