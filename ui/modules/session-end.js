/** The end of a session: announced, and put off. */

import { get, Problem, put } from './api.js';
import { byId, el, replace, say } from './dom.js';
import { time } from './format.js';
import { later, WARN, watch } from './session.js';

/** Where it is told. */
export const place = () => byId('session-notice');
let announced = '';

/** Looks how long the session still lives: other tabs may have put its end off. */
export async function check() {
  try {
    show(await get('/api/session', { automatic: true }));
  } catch {
    later(60000);
  }
}

function show(answer) {
  const rest = watch(answer);
  // A page that is only opening has no place for it yet.
  if (!place()) return later(1000);
  if (rest > WARN) return clear();
  warn(answer.json);
  later(Math.max(5000, Math.min(rest + 1000, 60000)));
}

/** Takes the notice away. */
export function clear() {
  announced = '';
  replace(place());
}

/** Announced once, not with every look. */
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

export function tell(problem) {
  announced = '';
  replace(place(), el('div', { class: 'banner banner--warn', role: 'alert' }, el('p', { text: problem instanceof Problem ? problem.detail : String(problem) })));
}
