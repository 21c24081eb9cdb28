/** The nation's own days of rest and of business. */

import { daysField } from '/pages/admin/rows.js';

export function fields({ days }) {
  const closed = daysField({ name: 'days.closed', legend: '国の休業日', support: '土日、祝日、12月29日から1月3日のほかに休業とする日です。', values: days.closed });
  const open = daysField({ name: 'days.open', legend: '国の営業日', support: '土日、祝日、12月29日から1月3日のうち、営業とする日です。', values: days.open });
  return {
    nodes: [closed, open],
    // In their order, as they are kept and read.
    read: () => ({ days: { closed: closed.days().sort(), open: open.days().sort() } }),
    tidy: () => {
      closed.tidy();
      open.tidy();
    },
  };
}
