/** Signing in again on the page whose session has ended. */

import { byId, el, replace, say } from './dom.js';
import { clearErrors } from './form.js';
import { clear, place } from './session-end.js';
import { later, leaving } from './session.js';
import { signInForm } from './sign-in.js';

/** Asks to sign in. @param before the user whose page this is */
export async function ask(before, focus) {
  const back = document.activeElement;
  const section = el('section', { class: 'banner banner--warn', 'aria-labelledby': 'again' },
    el('h2', { id: 'again', tabindex: '-1', text: 'もう一度ログインしてください' }),
    el('p', { role: 'alert', text: 'ログインの有効期間が過ぎました。入力した内容は、この画面に残っています。ログインすると、続きから操作できます。' }));
  for (const status of document.querySelectorAll('.form__status:not(:empty)')) status.textContent = 'まだ送信していません。ログインすると送信します。';
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
