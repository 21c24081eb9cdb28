/** The page of a link that confirms a notification address. */

import { get, Problem, put } from '../modules/api.js';
import { el, replace } from '../modules/dom.js';
import { form } from '../modules/form.js';
import { dateTime } from '../modules/format.js';
import { publicPage } from '../modules/public.js';

const TITLE = '通知先メールアドレスの確認';

addEventListener('hashchange', () => location.reload());
publicPage({
  title: TITLE,
  async build({ main }) {
    const path = `/api/address-confirmations/${encodeURIComponent(location.hash.slice(1))}`;
    let link;
    try {
      link = (await get(path, { signIn: false })).json;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 404) throw problem;
      replace(main, el('h1', { text: TITLE }),
        el('div', { class: 'banner banner--warn', role: 'alert' }, el('p', { class: 'banner__title', text: problem.title }), el('p', { text: problem.detail })),
        el('p', {}, el('a', { href: '/login.html', class: 'link', text: 'ログイン画面へ' })));
      return;
    }
    const confirm = form({
      submit: '確認する',
      fields: [],
      onSubmit: async () => {
        const { json } = await put(path, undefined, { signIn: false });
        history.replaceState(null, '', location.pathname);
        replace(main,
          el('h1', { tabindex: '-1', text: '確認が済みました' }),
          el('p', { role: 'status', text: `${json.prefecture_name}の緊急配布要請の通知を、${json.address}へお送りします。この画面は閉じてかまいません。` }));
        main.querySelector('h1')?.focus();
      },
    });
    replace(main,
      el('h1', { text: TITLE }),
      el('p', { text: `${link.prefecture_name}の緊急配布要請の通知を、${link.address}で受け取るための確認です。` }),
      el('p', { text: `よろしければ「確認する」を押してください。このリンクは${dateTime(link.expires_at)}まで使えます。心当たりのないときは、何もせずにこの画面を閉じてください。` }),
      confirm);
  },
});
