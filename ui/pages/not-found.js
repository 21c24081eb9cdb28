/** What is shown for an address that does not exist. */

import { el, replace } from '../modules/dom.js';
import { publicPage } from '../modules/public.js';

publicPage({
  title: 'ページが見つかりません',
  build({ main }) {
    replace(main,
      el('h1', { text: 'ページが見つかりません' }),
      el('p', { text: 'アドレスが正しいか確認してください。メールのリンクから開いたときは、アドレスが途中で切れていないか確認してください。' }),
      el('p', {}, el('a', { href: '/', class: 'link', text: 'ホームへ' })));
  },
});
