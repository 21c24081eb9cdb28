/** A user; without `?name=` a new one. */

import { page } from '/modules/frame.js';

page({
  title: '利用者',
  current: '/users.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    const name = query.get('name');
    if (name) await (await import('/pages/user/show.js')).build(context, name);
    else (await import('/pages/user/new.js')).build(context, query.get('facility'));
  },
});
