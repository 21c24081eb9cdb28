/** Asks whether to leave what is not saved. */

import { byId, el } from './dom.js';

/** How long leaving waits for a save. */
const PATIENCE = 3000;

/** Resolves once all is saved or the user agrees, else never. */
export async function agreed(isDirty, save) {
  if (save) await Promise.race([save(), new Promise((late) => { setTimeout(late, PATIENCE); })]);
  return isDirty() ? asked() : undefined;
}

function asked() {
  byId('leave')?.remove();
  const back = document.activeElement;
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
