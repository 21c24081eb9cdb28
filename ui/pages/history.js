/** 履歴 of a request for officers: who did what, when, newest first; earlier entries on demand. */

import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { page } from '/modules/frame.js';
import { growing } from '/modules/growing.js';
import { table } from '/modules/table.js';
import { fieldLabel, LABELS } from '/pages/request/labels.js';
import { FIELDS } from '/pages/request/officer/labels.js';
import { heading, load } from '/pages/request/officer/loaded.js';
import { reviewLabel, reviewShown } from '/pages/request/officer/words.js';
import { shown } from '/pages/request/shown.js';
import { printButton, printStamp } from '/pages/requests/print.js';

page({
  title: '要請の履歴',
  current: '/requests.html',
  roles: ['prefecture', 'ministry'],
  build: async ({ main, policy, session }) => {
    const request = await load();
    const entries = await growing({ path: `/api/requests/${request.id}/history`, more: '以前の履歴を表示する', draw: draw(policy) });
    replace(main, heading(request, '要請の履歴'), el('div', { class: 'row no-print' }, printButton()), entries, printStamp(session));
  },
});

const draw = (policy) => (rows) => table({ caption: 'この要請の履歴（新しい順）', rows, columns: columns(policy), empty: '履歴はありません。' });

const columns = (policy) => [
  { label: '日時', heading: true, cell: (entry) => dateTime(entry.at) },
  { label: '誰が', cell: (entry) => entry.by.name },
  { label: '何を', cell: (entry) => [
    el('strong', { text: entry.action_label }),
    entry.reason && el('div', { class: 'prose', text: `理由：${entry.reason}` }),
    entry.changes.length > 0 && el('ul', {}, inOrder(policy, entry.changes).map((change) => el('li', { class: 'prose', text: told(policy, change) }))),
  ] },
];

/** As in the forms: item by item, field by field. */
function inOrder(policy, changes) {
  const place = ({ field: path }) => {
    const [code, field] = path.split('.').slice(-2);
    const item = policy.catalogue.findIndex((each) => each.code === code);
    const fields = Object.keys(path.startsWith('review.') ? FIELDS : LABELS);
    return (item < 0 ? policy.catalogue.length : item) * 100 + fields.indexOf(field ?? path);
  };
  return changes.toSorted((one, other) => place(one) - place(other));
}

function told(policy, { field, from, to }) {
  const own = field.startsWith('review.') ? field.slice(7) : null;
  const label = own ? reviewLabel(policy, own) : fieldLabel(policy, field);
  const word = (value) => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return dateTime(value);
    return own ? reviewShown(own, value) : shown(field, value);
  };
  if (field === 'question' || field === 'answer') return `${label}：${to}`;
  return `${label}：${word(from)} → ${word(to)}`;
}
