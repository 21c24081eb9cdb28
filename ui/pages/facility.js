/** A facility's master data; without `?id=` a new one. */

import { page } from '/modules/frame.js';

page({
  title: '医療機関',
  current: '/facilities.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    const id = query.get('id');
    if (id) await (await import('/pages/facility/show.js')).build(context, id);
    else (await import('/pages/facility/new.js')).build(context);
  },
});
