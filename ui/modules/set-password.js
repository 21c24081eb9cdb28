/** Setting a password by a mailed link: after a reset, or as an invitation. The token stands in the fragment, which servers never see. */

import { get, Problem, put } from './api.js';
import { el, replace } from './dom.js';
import { form } from './form.js';
import { dateTime } from './format.js';
import { passwordField } from './password.js';
import { conditions } from './password-conditions.js';
import { publicPage } from './public.js';

function finished(main) {
  history.replaceState(null, '', location.pathname);
  replace(main,
    el('h1', { tabindex: '-1', text: 'パスワードを設定しました' }),
    el('p', { role: 'status', text: '新しいパスワードでログインしてください。ほかの端末でログインしていた場合は、ログアウトしました。' }),
    el('p', {}, el('a', { class: 'button button--main', href: '/login.html', text: 'ログイン画面へ' })));
  main.querySelector('h1')?.focus();
}

const voided = (main, title, problem) => replace(main,
  el('h1', { text: title }),
  el('div', { class: 'banner banner--warn', role: 'alert' }, el('p', { class: 'banner__title', text: problem.title }), el('p', { text: problem.detail })),
  el('p', {}, el('a', { href: '/password-reset.html', class: 'link', text: 'パスワードの再設定' })));

export function setPasswordPage({ title, intro }) {
  addEventListener('hashchange', () => location.reload());
  publicPage({
    title,
    async build({ main }) {
      const path = `/api/password-resets/${encodeURIComponent(location.hash.slice(1))}`;
      let link;
      try {
        link = (await get(path, { signIn: false })).json;
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.status !== 404) throw problem;
        return voided(main, title, problem);
      }
      const password = passwordField({ name: 'password', label: '新しいパスワード', required: true, autocomplete: 'new-password' });
      const name = el('input', { type: 'text', class: 'visually-hidden', autocomplete: 'username', tabindex: '-1', 'aria-hidden': 'true', name: 'user_name' });
      name.value = link.user_name;
      replace(main,
        el('h1', { text: title }),
        el('p', { text: intro }),
        el('p', {}, 'ユーザ名：', el('strong', { text: link.user_name })),
        el('p', { text: `このリンクは${dateTime(link.expires_at)}まで使えます。` }),
        form({
          submit: '設定する',
          fields: [name, conditions(password, link.user_name), password],
          onSubmit: async () => {
            await put(path, { password: password.value }, { signIn: false });
            finished(main);
          },
        }));
    },
  });
}
