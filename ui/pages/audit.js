/** 監査記録: what was recorded. Verifying it and taking it along as a file are screens of their own, by address. */

import { page } from '/modules/frame.js';

page({
  title: '監査記録',
  current: '/audit.html',
  roles: ['ministry'],
  build: async (context) => {
    const query = new URLSearchParams(location.search);
    if (query.has('verify')) return (await import('/pages/audit/verification.js')).build(context);
    if (query.has('download')) return (await import('/pages/audit/download.js')).build(context, query);
    return (await import('/pages/audit/records.js')).build(context, query);
  },
});
