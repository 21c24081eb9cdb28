/** 二要素認証: whether it is set up; the steps themselves are fetched when they are wanted. */

import { get, post } from '../../modules/api.js';
import { el, replace } from '../../modules/dom.js';
import { form } from '../../modules/form.js';
import { passwordField } from '../../modules/password.js';

function off(around) {
  // Right after a sign-in that has nothing else open, the password was just typed.
  const password = around.forced ? null : passwordField({ name: 'password', label: '現在のパスワード', required: true, autocomplete: 'current-password' });
  return [
    el('p', { text: 'パスワードに加えて、認証アプリに表示される6桁の数字でログインする設定です。パスワードを知られても、ほかの人はログインできません。' }),
    form({
      submit: '設定を始める',
      fields: password ? [password] : [],
      onSubmit: async () => {
        const { confirmPart } = await import('./confirm.js');
        confirmPart(around, (await post('/api/account/second-factor', password ? { password: password.value } : undefined)).json);
      },
    }),
  ];
}

const on = (state, around) => [
  el('p', { text: `設定されています。残りの回復コードは${state.recovery_codes_left}個です。` }),
  form({
    submit: '設定を変更する',
    fields: [],
    onSubmit: async () => {
      const { changePart } = await import('./change.js');
      changePart(state, around);
    },
  }),
];

/** @param forced whether it has to be set up before anything else */
export function factorPart(first, forced) {
  const title = el('h2', { tabindex: '-1', text: '二要素認証' });
  const place = el('div', { class: 'stack' });
  const show = (state) => replace(place, state.on ? on(state, around) : off(around));
  const draw = async () => {
    show((await get('/api/account')).json.second_factor);
    title.focus();
  };
  const around = { place, draw, forced };
  show(first);
  return [title, place];
}
