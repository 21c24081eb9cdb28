/** One's own account: who am I, changing the password, the second factor. */

import { get, post } from '../modules/api.js';
import { dl } from '../modules/dl.js';
import { el, replace } from '../modules/dom.js';
import { done } from '../modules/done.js';
import { form } from '../modules/form.js';
import { page } from '../modules/frame.js';
import { prefectureName } from '../modules/prefectures.js';
import { role } from '../modules/words.js';

function passwordPart(account) {
  return [
    el('h2', { text: 'パスワードの変更' }),
    el('p', { text: `登録のメールアドレス（${account.mail}）へ、新しいパスワードを設定するためのリンクをお送りします。リンクは30分間使えます。設定すると、この端末を含むすべての端末でログアウトします。` }),
    form({
      submit: 'パスワード変更の案内を送る',
      fields: [],
      onSubmit: async () => {
        await post('/api/password-resets', { user_name: account.user_name });
        done(el('p', { text: `登録のメールアドレス（${account.mail}）へ案内をお送りします。10分たっても届かないときは、事務局へお問い合わせください。` }));
      },
    }),
  ];
}

page({
  title: 'アカウント',
  current: '/account.html',
  async build({ session, policy, main }) {
    const { json: account } = await get('/api/account');
    const factor = account.second_factor.available && await (await import('./account/factor.js')).factorPart(account.second_factor, session.must_enroll);
    replace(main,
      el('h1', { text: 'アカウント' }),
      session.must_enroll && el('div', { class: 'banner banner--warn' },
        el('p', { class: 'banner__title', text: '先に二要素認証を設定してください。' }), el('p', { text: '設定が終わると、ほかの画面を使えます。' })),
      dl([
        ['ユーザ名', account.user_name],
        ['名前', account.name],
        ['役割', account.role === 'ministry' ? policy.ministry_label : role[account.role]],
        session.prefecture && ['都道府県', prefectureName(session.prefecture)],
        ['メールアドレス', `${account.mail}（一部を伏せています。変更は事務局へお問い合わせください）`],
      ]),
      factor,
      passwordPart(account));
  },
});
