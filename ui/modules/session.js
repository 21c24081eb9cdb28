// @ts-check
/** Who is signed in (Session of types.js); its end is in session-end.js, fetched only then. */

import { get, Problem } from './api.js';

/** How long before the end it is announced. */
export const WARN = 5 * 60000;
let current, timer, again;

const end = () => import('./session-end.js');
/** Never resolves: the page is being left. */
export const leaving = () => new Promise(() => {});
/** Name of the signed-in user; empty before sign-in. */
export const userName = () => current?.user_name ?? '';

/** The session, or away to the sign-in page. @param {{roles?: string[]}} [options] */
export async function requireSession({ roles } = {}) {
  try {
    watch(await get('/api/session', { signIn: false }));
  } catch (problem) {
    if (problem.code !== 'signed_out') throw problem;
    location.replace(`/login.html?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
    return leaving();
  }
  if (current.must_enroll && mustEnroll()) return leaving();
  allow(current, roles);
  return current;
}

/** Refuses roles that have no business here. */
export function allow({ role }, roles) {
  if (roles && !roles.includes(role)) throw new Problem(403, { title: 'この画面は使えません', detail: 'ログイン中のユーザでは、この画面を使えません。' });
}

/** The second factor has to be set up before anything else. */
export function mustEnroll() {
  if (location.pathname === '/account.html') return false;
  location.replace('/account.html');
  return true;
}

/** Takes over a fresh session and waits for its last five minutes, by the server's own clock. */
export function watch({ json, headers }) {
  current = json;
  const rest = Date.parse(json.expires_at) - (Date.parse(headers.get('Date')) || Date.now());
  later(rest > WARN ? rest - WARN : Math.max(5000, Math.min(rest + 1000, 60000)));
  return rest;
}

/** Looks after that time how long the session still lives. */
export function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(() => end().then(({ check }) => check(), () => later(60000)), wait);
}

/** Asks to sign in at the top of this very page; what is typed stays. `focus`: whether the user waits for an answer. */
export function signInAgain(focus = true) {
  clearTimeout(timer);
  again ??= end().then(({ ask }) => ask(userName(), focus)).finally(() => { again = undefined; });
  return again;
}

/** Ends the session and forgets what this user typed here. */
export const signOut = () => end().then(({ leave }) => leave());
