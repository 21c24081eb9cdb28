/** Asking for a link that sets a new password. */

import { post } from '../modules/api.js';
import { el, replace } from '../modules/dom.js';
import { done } from '../modules/done.js';
import { form } from '../modules/form.js';
import { publicPage } from '../modules/public.js';
import { empty } from '../modules/sign-in.js';
import { textField } from '../modules/text-field.js';

publicPage({
  title: 'パスワードの再設定',
  build({ main }) {
    const asked = new URLSearchParams(location.search).get('user') ?? '';
    const name = textField({ name: 'user_name', label: 'ユーザ名', required: true, autocomplete: 'username', value: asked });
    replace(main,
      el('h1', { text: 'パスワードの再設定' }),
      el('p', { text: '登録のメールアドレスへ、新しいパスワードを設定するためのリンクをお送りします。リンクは30分間使えます。' }),
      form({
        submit: 'パスワードリセット',
        fields: [name],
        onSubmit: async () => {
          const missing = empty([[name, 'user_name', 'ユーザ名']]);
          if (missing) throw missing;
          const { json } = await post('/api/password-resets', { user_name: name.value }, { signIn: false });
          done(el('p', { text: json.message }));
        },
      }),
      el('p', {}, el('a', { href: '/login.html', class: 'link', text: 'ログイン画面へ戻る' })));
  },
});
