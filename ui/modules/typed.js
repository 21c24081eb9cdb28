// @ts-check
/** What is typed and not sent yet: kept in this tab, under the user's name; and a guard against leaving it. */

import { userName } from './session.js';

const place = (user, key) => `haifu:${user}:${key}`;
const controls = (form) => [...form.querySelectorAll('[name]:is(input, textarea, select):not([type=password], [type=file])')];
const part = ({ type }) => (type === 'checkbox' || type === 'radio' ? 'checked' : 'value');
const nameOf = (control) => (part(control) === 'checked' ? `${control.name}=${control.value}` : control.name);

/** Keeps what is in the form from now on, at every change. */
export function keep(key, form) {
  const save = () => {
    const fields = Object.fromEntries(controls(form).map((control) => [nameOf(control), control[part(control)]]));
    try {
      sessionStorage.setItem(place(userName(), key), JSON.stringify({ at: new Date().toISOString(), fields }));
    } catch { /* Storage is full or switched off: the page itself still holds the text. */ }
  };
  form.addEventListener('input', save);
  form.addEventListener('change', save);
}

/** Puts back what was kept, in several rounds, since restored choices bring up further fields. Gives when it was kept, or null. */
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

export const forget = (key) => sessionStorage.removeItem(place(userName(), key));

const remove = (which) => Object.keys(sessionStorage).filter(which).forEach((key) => sessionStorage.removeItem(key));
export const forgetAll = (user) => remove((key) => key.startsWith(place(user, '')));
/** Forgets what others typed in this tab. */
export const forgetOthers = (user) => remove((key) => key.startsWith('haifu:') && !key.startsWith(place(user, '')));

let dirty = null;

/** Asks before leaving while `isDirty()`. Gives a function that ends the guard. */
export function leaveGuard(isDirty) {
  dirty = isDirty;
  return () => { dirty = null; };
}

/** Runs `go` at once, or after the user has agreed to leave what is not saved. */
export async function mayLeave(go) {
  if (dirty?.()) await (await import('./leave.js')).agreed();
  dirty = null;
  go();
}

addEventListener('beforeunload', (event) => dirty?.() && event.preventDefault());

document.addEventListener('click', (/** @type {any} */ event) => {
  const link = event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !dirty?.()) return;
  if (link.target || link.download || link.protocol === 'tel:' || (link.hash && link.href.split('#')[0] === location.href.split('#')[0])) return;
  event.preventDefault();
  mayLeave(() => location.assign(link.href));
});
