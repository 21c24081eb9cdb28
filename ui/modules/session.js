/** Who is signed in. */

import { get } from './api.js';

/** How long before it the end is announced. */
export const WARN = 5 * 60000;
let current, timer, again;

/** Never resolves. */
export const leaving = () => new Promise(() => {});
export const userName = () => current?.user_name ?? '';

/** The session, or away to sign in. */
export async function requireSession() {
  try {
    watch(await get('/api/session', { signIn: false }));
  } catch (problem) {
    if (problem.code !== 'signed_out') throw problem;
    location.replace(`/login.html?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
    return leaving();
  }
  if (current.must_enroll && mustEnroll()) return leaving();
  return current;
}

/** The second factor comes before anything else. */
export function mustEnroll() {
  if (location.pathname === '/account.html') return false;
  location.replace('/account.html');
  return true;
}

/** Waits for its last minutes, by the server's clock; gives how long it lives. */
export function watch({ json, headers }) {
  current = json;
  const rest = Date.parse(json.expires_at) - (Date.parse(headers.get('Date')) || Date.now());
  later(Math.max(rest - WARN, 0));
  return rest;
}

/** Looks later how long it lives. */
export function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => import('./session-end.js').then(({ check }) => check(), () => later(60000)), wait);
}

/** Asks to sign in on this page; `focus`: whether the user waits for it. */
export function signInAgain(focus = true) {
  clearTimeout(timer);
  again ??= import('./sign-in-again.js').then(({ ask }) => ask(userName(), focus)).finally(() => { again = undefined; });
  return again;
}

export const signOut = () => import('./sign-out.js').then(({ leave }) => leave());
