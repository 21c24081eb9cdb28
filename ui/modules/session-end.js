// @ts-check
/** The end of a session: announced, put off, signed in again on the same page, or wanted. */

import { del, get, Problem, put } from './api.js';
import { byId, el, replace, say } from './dom.js';
import { clearErrors } from './form.js';
import { time } from './format.js';
import { later, leaving, userName, WARN, watch } from './session.js';
import { signInForm } from './sign-in.js';
import { forgetAll, mayLeave } from './typed.js';

const place = () => byId('session-notice');
let announced = '';

/** Looks how long the session still lives: other tabs may have put its end off. */
export async function check() {
  try {
    show(await get('/api/session', { automatic: true }));
  } catch {
    later(60000);
  }
}

/** @param {import('./types.js').Answer} answer */
function show(answer) {
  if (watch(answer) > WARN) clear();
  else warn(answer.json);
}

function clear() {
  announced = '';
  replace(place());
}

/** Announced once, not with every look. @param {import('./types.js').Session} session */
function warn({ expires_at, ends_at }) {
  if (announced === expires_at) return;
  announced = expires_at;
  const last = expires_at === ends_at;
  const text = last
    ? `${time(expires_at)}にログインの有効期間が終わります。これ以上は延長できません。入力中の内容を保存してください。`
    : `しばらく操作がないため、${time(expires_at)}にログアウトします。続けるときは、延長してください。`;
  const button = el('button', { type: 'button', class: 'button button--sub', text: 'ログイン状態を延長する', on: { click: extend } });
  replace(place(), el('div', { class: 'banner banner--warn', role: 'alert' }, el('p', { text }), !last && button));
}

async function extend() {
  try {
    show(await put('/api/session'));
    say('ログイン状態を延長しました。');
    byId('main').focus();
  } catch (problem) {
    tell(problem);
  }
}

/** @param {any} problem */
function tell(problem) {
  announced = '';
  replace(place(), el('div', { class: 'banner banner--warn', role: 'alert' }, el('p', { text: problem instanceof Problem ? problem.detail : String(problem) })));
}

/** Asks to sign in. @param {string} before the user whose page this is @param {boolean} focus */
export async function ask(before, focus) {
  const back = /** @type {HTMLElement|null} */ (document.activeElement);
  const section = el('section', { class: 'banner banner--warn', 'aria-labelledby': 'again' },
    el('h2', { id: 'again', tabindex: '-1', text: 'もう一度ログインしてください' }),
    el('p', { role: 'alert', text: 'ログインの有効期間が過ぎました。入力した内容は、この画面に残っています。ログインすると、続きから操作できます。' }));
  const session = await new Promise((resolve) => {
    section.append(signInForm({ userName: before, onSignedIn: resolve }));
    replace(place(), section);
    if (focus) byId('again').focus();
  });
  if (before && session.user_name !== before) {
    replace(section, el('p', { role: 'alert', text: `前と異なるユーザ（${session.name}）でログインしました。画面を読み込み直します。` }));
    setTimeout(() => location.reload(), 3000);
    return leaving();
  }
  clearErrors(section);
  clear();
  say('ログインしました。');
  (back?.isConnected && back !== document.body ? back : byId('main')).focus();
  later(0);
}

/** Signs out, unless the user wants to stay with what is not saved. */
export function leave() {
  mayLeave(async () => {
    try {
      await del('/api/session', undefined, { signIn: false });
      forgetAll(userName());
      location.assign('/login.html?out');
    } catch (problem) {
      tell(problem);
    }
  });
}
