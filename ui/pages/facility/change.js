/** A form with a screen of its own that changes a facility's master data. */

import { get, put } from '/modules/api.js';
import { replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { tellAt } from '/modules/told.js';
import { crumbs, facilityAt, pathOf } from '/pages/facility/where.js';

/** `parts(facility)` makes the fields of what is sent to `below` the facility, `standing(facility)` shows what stands. */
export async function change({ main, session }, id, { title, below = '', parts, standing, ...options }) {
  const path = pathOf(id);
  const home = facilityAt(id);
  let { json: facility, etag } = await get(path);
  document.title = `${title}（${facility.name}） - 緊急配布要請`;
  replace(main, crumbs(session, facility, title), editing({
    ...options, title, heading: 'h1', submit: '保存', base: etag,
    build: () => parts(facility),
    standing: () => standing(facility),
    send: (values) => put(path + below, values, { etag }),
    saved: () => tellAt(home, '保存しました。'),
    close: () => location.assign(home),
    stale: async () => {
      ({ json: facility, etag } = await get(path));
      return etag;
    },
  }));
}
