/** The versions of the rules: all of them, or one by `?version=`. */

import { page } from '/modules/frame.js';

page({
  title: '制度の版の一覧',
  current: '/policy.html',
  roles: ['ministry'],
  build: async (context) => {
    const number = new URLSearchParams(location.search).get('version');
    if (number) return (await import('/pages/policy/version.js')).build(context, number);
    return (await import('/pages/policy/version-list.js')).build(context);
  },
});
