/** 医療機関: the master data as a list; the ministry also brings files. */

import { Problem } from '/modules/api.js';
import { page } from '/modules/frame.js';

page({
  title: '医療機関',
  current: '/facilities.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    if (!query.has('import')) return (await import('/pages/facilities/list.js')).build(context, query);
    if (context.session.role !== 'ministry') throw new Problem(403, { title: 'この画面は使えません', detail: 'CSVファイルでの登録は、国の担当者が行います。' });
    return (await import('/pages/facilities/import.js')).build(context, query.get('import'));
  },
});
