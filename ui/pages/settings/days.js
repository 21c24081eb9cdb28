/** Changing a prefecture's own days of business and of rest. */

import { daysField } from '/pages/admin/rows.js';
import { change } from '/pages/settings/change.js';
import { daysShown } from '/pages/settings/shown.js';

export async function build(context, code) {
  await change(context, code, { part: 'days', name: '休業日・営業日', parts, standing: daysShown });
}

function parts({ days }) {
  const closed = daysField({ name: 'days.closed', legend: '独自の休業日', support: '土日、祝日、12月29日から1月3日のほかに休業とする日です。', values: days.closed });
  const open = daysField({ name: 'days.open', legend: '独自の営業日', support: '土日、祝日などの休業日のうち、営業とする日です。', values: days.open });
  return {
    nodes: [closed, open],
    read: () => ({ days: { closed: closed.days(), open: open.days() } }),
    tidy: () => {
      closed.tidy();
      open.tidy();
    },
  };
}
