/** A user, and a screen of its own for changing one; without `?name=` a new one. */

import { page } from '/modules/frame.js';

page({
  title: '利用者',
  current: '/users.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    const name = query.get('name');
    if (!name) return (await import('/pages/user/new.js')).build(context, query.get('facility'));
    if (query.has('edit')) return (await import('/pages/user/edit.js')).build(context, name);
    return (await import('/pages/user/show.js')).build(context, name);
  },
});
