/** 設定: of the own prefecture; the ministry chooses one first. What changes them are screens of their own. */

import { Problem } from '/modules/api.js';
import { page } from '/modules/frame.js';

const EDITED = ['contact', 'days', 'stock'];
const screen = (name) => import(`/pages/settings/${name}.js`);

function wanted(query) {
  if (query.has('add-address')) return 'add-address';
  return EDITED.find((part) => part === query.get('edit')) ?? 'prefecture';
}

page({
  title: '設定',
  current: '/settings.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    const code = context.session.prefecture ?? query.get('prefecture');
    if (!code) return (await screen('list')).build(context);
    if (!/^\d{2}$/.test(code)) throw new Problem(404, { title: '見つかりません', detail: '都道府県を、都道府県の設定の一覧から選んでください。' });
    return (await screen(wanted(query))).build(context, code);
  },
});
