/** What was kept of what was typed. */

import { el } from './dom.js';
import { place } from './kept.js';
import { userName } from './session.js';
import { controls, nameOf, part } from './typed.js';

/** Puts back what was kept, in rounds, as choices bring up further fields. Gives when it was kept, or null. */
export function restore(key, form) {
  const { at = null, fields = {} } = JSON.parse(sessionStorage.getItem(place(userName(), key)) ?? '{}');
  const done = new Set();
  for (let round = 0; round < 4; round += 1) {
    for (const control of controls(form)) {
      const kept = fields[nameOf(control)];
      if (done.has(control) || kept === undefined) continue;
      done.add(control);
      if (control[part(control)] === kept) continue;
      control[part(control)] = kept;
      for (const event of ['input', 'change']) control.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }
  return at;
}

/** Says that it was put back. @param state  what it was not yet, such as 保存していなかった */
export const note = (state) => el('p', { class: 'banner', text: `前にこの画面で入力し、まだ${state}内容を戻しました。` });
