/** Signing in (W1). */

import { el, replace } from '../modules/dom.js';
import { publicPage } from '../modules/public.js';
import { signInForm } from '../modules/sign-in.js';

/** Only pages of our own are led back to. */
function next() {
  const wanted = new URLSearchParams(location.search).get('next') ?? '';
  const url = new URL(/^\/[^/\\]/.test(wanted) ? wanted : '/home.html', location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : '/home.html';
}

publicPage({
  title: 'ログイン',
  build({ policy, main }) {
    const out = new URLSearchParams(location.search).has('out');
    const signIn = signInForm({
      onSignedIn: ({ must_enroll }) => location.replace(must_enroll ? '/account.html' : next()),
    });
    replace(main,
      out && el('p', { class: 'banner banner--done', role: 'status', text: 'ログアウトしました。' }),
      el('h1', { text: 'ログイン' }),
      signIn,
      el('p', {}, 'パスワードをお忘れですか？　', el('a', { href: '/password-reset.html', class: 'link', text: 'パスワードの再設定' })),
      el('p', { text: 'ユーザ名が分からない場合は、事務局へお問い合わせください。' }),
      !policy && el('p', { role: 'alert', text: 'システムと通信できません。少し待ってから、画面を読み込み直してください。' }));
  },
});
