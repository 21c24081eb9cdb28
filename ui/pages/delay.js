/** Why the decision on a request takes longer than until the deadline, and when it is expected. */

import { get, put } from '/modules/api.js';
import { dateField } from '/modules/date-field.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { areaField } from '/modules/fields.js';
import { date, time } from '/modules/format.js';
import { page } from '/modules/frame.js';
import { place } from '/modules/kept.js';
import { userName } from '/modules/session.js';
import { tellAt } from '/modules/told.js';
import { heading } from '/pages/request/officer/loaded.js';
import { notNow } from '/pages/request/officer/one-text.js';
import { standing } from '/pages/request/officer/standing.js';

const path = `/api/requests/${encodeURIComponent(new URLSearchParams(location.search).get('id') ?? '')}`;

page({ title: '遅れる理由と入力予定日', current: '/requests.html', roles: ['prefecture'], build });

async function build({ main }) {
  let { json: request, etag } = await get(path);
  const key = `delay:${request.id}`;
  const entry = `/review.html?id=${request.id}`;
  // What else is saved of a request meanwhile does not matter here.
  const base = () => JSON.stringify([request.review.delay_reason, request.review.expected_on]);
  replace(main, heading(request, '遅れる理由と入力予定日'), standing(request), request.status === 'under_review'
    ? editing({
      key, heading: 'h2', title: '入力期限（目安）までの入力が難しいとき', submit: '保存', base: base(),
      lead: el('p', { text: '国の担当者の一覧にも表示されます。医療機関には表示されません。' }),
      build: () => fields(request.review),
      standing: () => dl([['遅れる理由', request.review.delay_reason], ['入力予定日', date(request.review.expected_on)]]),
      send: (values) => put(`${path}/review`, { status: 'in_progress', items: {}, ...values }, { etag }),
      saved: ({ json }) => {
        carryOn(request, json);
        tellAt(entry, `遅れる理由と入力予定日を保存しました（${time(json.review.reviewed_at)}）。`);
      },
      close: () => location.assign(entry),
      stale: async () => {
        ({ json: request, etag } = await get(path));
        return base();
      },
    })
    : [notNow(key, 'delay_reason', '対応ステータスが「確認中」ではないため、入力できません。'), el('p', {}, el('a', { href: `/request.html?id=${request.id}`, text: '要請の詳細に戻る' }))]);
}

function fields({ delay_reason: reason, expected_on: day }) {
  const nodes = [
    areaField({ name: 'delay_reason', label: '遅れる理由', optional: true, value: reason, rows: 3 }),
    dateField({ name: 'expected_on', label: '入力予定日', optional: true, value: day }),
  ];
  // An empty day takes the saved one away.
  return { nodes, read: () => Object.fromEntries(nodes.map(({ name, value }) => [name, value ?? ''])) };
}

/** What waits unsaved in the entry was typed on the state before this save, and now goes on from the one after it. */
function carryOn(before, { version, review }) {
  const where = place(userName(), `review:${before.id}`);
  const kept = JSON.parse(sessionStorage.getItem(where) ?? '{}');
  const started = JSON.parse(kept.fields?.['started-from'] || '{}');
  if (started.version !== before.version) return;
  const base = { ...started.base, delay_reason: review.delay_reason, expected_on: review.expected_on };
  kept.fields['started-from'] = JSON.stringify({ version, base });
  sessionStorage.setItem(where, JSON.stringify(kept));
}
