/** 緊急配布要請一覧; for a facility the list of its own requests. Each state of it is a screen of its own, an exported `build(context, query, …)`. */

import { Problem } from '/modules/api.js';
import { page } from '/modules/frame.js';
import { load, readQuery } from '/pages/requests/query.js';

page({
  title: '要請の一覧',
  current: '/requests.html',
  build: async (context) => {
    const query = readQuery();
    const title = context.session.role === 'facility' ? '要請の一覧' : '緊急配布要請一覧';
    document.title = `${title} - 緊急配布要請`;
    if (new URLSearchParams(location.search).has('filters')) {
      (await import('/pages/requests/filters.js')).build(context, query, title);
      return;
    }
    try {
      const rows = await load(query);
      (await import('/pages/requests/list.js')).build(context, query, title, rows);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 422) throw problem;
      if (problem.errors.some(({ field }) => field === 'number')) (await import('/pages/requests/number.js')).build(context, query, title, problem);
      else (await import('/pages/requests/filters.js')).build(context, query, title, problem);
    }
  },
});
