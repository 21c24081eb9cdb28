/** One request, as its facility or as officers see it. */

import { page } from '/modules/frame.js';

page({
  title: '緊急配布要請',
  current: '/requests.html',
  build: async (context) => {
    const screen = context.session.role === 'facility' ? 'facility' : 'officer';
    const { build } = await import(`/pages/request/${screen}.js`);
    await build(context);
  },
});
