/** 利用者: the users of an area; the ministry also brings files and demands a second factor. */

import { Problem } from '/modules/api.js';
import { page } from '/modules/frame.js';

function onlyMinistry({ role }, what) {
  if (role !== 'ministry') throw new Problem(403, { title: 'この画面は使えません', detail: `${what}は、国の担当者が行います。` });
}

page({
  title: '利用者',
  current: '/users.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    if (query.has('import')) {
      onlyMinistry(context.session, 'CSVファイルでの登録');
      return (await import('/pages/users/import.js')).build(context);
    }
    if (query.has('security')) {
      onlyMinistry(context.session, '二要素認証を必須にする役割の変更');
      return (await import('/pages/users/security.js')).build(context);
    }
    return (await import('/pages/users/list.js')).build(context, query);
  },
});
