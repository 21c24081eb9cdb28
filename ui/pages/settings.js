/** 設定: of the own prefecture; the ministry chooses one first. */

import { page } from '/modules/frame.js';

page({
  title: '設定',
  current: '/settings.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const code = context.session.prefecture ?? new URLSearchParams(location.search).get('prefecture');
    if (code) await (await import('/pages/settings/prefecture.js')).build(context, code);
    else await (await import('/pages/settings/list.js')).build(context);
  },
});
