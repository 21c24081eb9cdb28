/** What is typed and not sent: kept in this tab, and guarded. */

import { place } from './kept.js';
import { userName } from './session.js';

export { forget, isKept } from './kept.js';
export const controls = (form) => [...form.querySelectorAll('[name]:is(input, textarea, select):not([type=password], [type=file])')];
export const part = ({ type }) => (type === 'checkbox' || type === 'radio' ? 'checked' : 'value');
export const nameOf = (control) => (part(control) === 'checked' ? `${control.name}=${control.value}` : control.name);

/** Keeps what the form holds at every change. */
export function keep(key, form) {
  const save = () => {
    const fields = Object.fromEntries(controls(form).map((control) => [nameOf(control), control[part(control)]]));
    try {
      sessionStorage.setItem(place(userName(), key), JSON.stringify({ at: new Date().toISOString(), fields }));
    } catch { /* Full or switched off: the page still holds the text. */ }
  };
  for (const event of ['input', 'change']) form.addEventListener(event, save);
}

let dirty, settle;

/** Asks before leaving while `isDirty()`, which `save` may put an end to first; gives what ends that. */
export function leaveGuard(isDirty, save) {
  [dirty, settle] = [isDirty, save];
  return () => { dirty = null; };
}

/** Runs `go`, asking first where something is not saved. */
export async function mayLeave(go) {
  if (dirty?.()) {
    const leave = await import('./leave.js').catch(() => null);
    // Without a network the browser asks instead.
    if (!leave) return go();
    await leave.agreed(dirty, settle);
  }
  dirty = null;
  go();
}

addEventListener('beforeunload', (event) => dirty?.() && event.preventDefault());

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]:not([target], [download], [href^="#"], [href^="tel:"])');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !dirty?.()) return;
  event.preventDefault();
  mayLeave(() => location.assign(link.href));
});
