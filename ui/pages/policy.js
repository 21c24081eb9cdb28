/** 受付・制度: as they stand, or a change of the acceptance by `?acceptance=`. */

import { page } from '/modules/frame.js';

page({
  title: '受付・制度',
  current: '/policy.html',
  roles: ['ministry'],
  build: async (context) => {
    const kind = new URLSearchParams(location.search).get('acceptance');
    if (kind) return (await import('/pages/policy/acceptance.js')).build(context, kind);
    return (await import('/pages/policy/now.js')).build(context);
  },
});
