// 要請の作成・修正・更新, by the request's status.
import { get } from '/modules/api.js';
import { page } from '/modules/frame.js';

const SCREENS = { draft: 'draft', ineligible: 'draft', under_review: 'update', accepted: 'closed', withdrawn: 'closed' };
const screen = (name) => import(`/pages/request-edit/${name}.js`);

page({
  title: '緊急配布要請の作成',
  current: '/request-edit.html',
  roles: ['facility'],
  build: async (context) => {
    const id = new URLSearchParams(location.search).get('id');
    if (!id) return (await screen('start')).start(context);
    const answer = await get(`/api/requests/${encodeURIComponent(id)}`);
    const name = SCREENS[answer.json.status];
    return (await screen(name)).edit(context, answer);
  },
});
