// 要請の作成・修正・更新: one page; what it does follows from the request's status.
import { get } from '/modules/api.js';
import { page } from '/modules/frame.js';

const SCREENS = { draft: 'draft', ineligible: 'draft', under_review: 'update', accepted: 'closed', withdrawn: 'closed' };
const screen = (name) => import(`/pages/request-edit/${name}.js`);

page({
  title: '緊急配布要請の作成',
  current: '/request-edit.html',
  roles: ['facility'],
  build: async (context) => {
    const id = new URLSearchParams(location.search).get('id') ?? await (await screen('start')).start(context);
    if (!id) return;
    const answer = await get(`/api/requests/${encodeURIComponent(id)}`);
    const name = SCREENS[answer.json.status];
    if (name !== 'draft') document.querySelector('.menu__link[aria-current]')?.removeAttribute('aria-current');
    await (await screen(name)).edit(context, answer);
  },
});
