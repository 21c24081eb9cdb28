// The weeks answered so far, item by item: a small trend and the same figures as a table.
import { shortDateTime } from '/modules/days.js';
import { el } from '/modules/dom.js';
import { date, number } from '/modules/format.js';
import { outlook } from '/modules/items.js';
import { table } from '/modules/table.js';
import { trend } from '/modules/trend.js';
import { dayOf, weekMark } from '/modules/week.js';

/** 11月23日～ for narrow columns. */
const weekStart = (week) => `${date(dayOf(week, 0)).replace(/^\d+年/, '').replace(/（.）$/, '')}～`;

export function earlier(policy, { items: surveys, current_week: current }) {
  const codes = policy.catalogue.map((item) => item.code).filter((code) => surveys.some((one) => one.items[code]));
  return el('section', { class: 'stack', 'aria-labelledby': 'earlier-title' },
    el('h2', { id: 'earlier-title', text: 'これまでの回答' }),
    codes.length === 0
      ? el('p', { text: 'これまでの回答はありません。' })
      : el('p', { text: '最近の12週までを表示します。前の週の回答は、週を選ぶと訂正できます。' }),
    codes.map((code) => itemTrend(policy.catalogue.find((item) => item.code === code), surveys.filter((one) => one.items[code]), current)));
}

function itemTrend({ code, name, unit }, surveys, current) {
  const link = (one) => el('a', { href: one.week === current ? '/survey.html' : `/survey.html?week=${one.week}`, text: weekStart(one.week) });
  const count = (label, field) => ({ label: `${label}（${unit}）`, number: true, cell: (one) => number(one.items[code][field]) });
  const points = surveys.toReversed().map((one) => ({ label: weekMark(one.week), stock: one.items[code].stock, weekly_consumption: one.items[code].weekly_consumption }));
  return el('section', { class: 'stack' },
    el('h3', { text: name }),
    surveys.length > 1 ? trend({ title: `${name}の在庫量と想定消費量`, points }) : null,
    table({
      caption: `${name}の週次調査`,
      rows: surveys,
      columns: [
        { label: '週', heading: true, cell: link },
        count('在庫量', 'stock'),
        count('1週間の想定消費量', 'weekly_consumption'),
        count('購入予定量', 'planned_purchase'),
        { label: '備蓄見通し', cell: (one) => outlook[one.items[code].outlook] },
        { label: '回答', cell: (one) => `${shortDateTime(one.answered_at)} ${one.answered_by}` },
      ],
    }));
}
