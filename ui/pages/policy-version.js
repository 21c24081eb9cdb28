/** 新しい版の登録: the draft in full, or one of its parts by `?part=`. */

import { page } from '/modules/frame.js';

page({
  title: '新しい版の登録',
  current: '/policy.html',
  roles: ['ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    if (query.has('part')) return (await import('/pages/policy/part.js')).build(context, query);
    return (await import('/pages/policy/check.js')).build(context);
  },
});
