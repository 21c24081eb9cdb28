/** A facility's master data, and screens of their own for what changes them; without `?id=` a new one. */

import { page } from '/modules/frame.js';

page({
  title: '医療機関',
  current: '/facilities.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    const id = query.get('id');
    if (!id) return (await import('/pages/facility/new.js')).build(context);
    if (query.has('edit')) return (await import('/pages/facility/edit.js')).build(context, id);
    if (query.has('designations')) return (await import('/pages/facility/designations.js')).build(context, id);
    return (await import('/pages/facility/show.js')).build(context, id);
  },
});
