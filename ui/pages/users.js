/** 利用者: the users of an area; the ministry also brings files. */

import { Problem } from '/modules/api.js';
import { page } from '/modules/frame.js';

page({
  title: '利用者',
  current: '/users.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    if (!query.has('import')) return (await import('/pages/users/list.js')).build(context, query);
    if (context.session.role !== 'ministry') throw new Problem(403, { title: 'この画面は使えません', detail: 'CSVファイルでの登録は、国の担当者が行います。' });
    return (await import('/pages/users/import.js')).build(context);
  },
});
