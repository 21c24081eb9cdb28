/** 履歴: who did what, when, newest first; earlier pages on demand. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { table } from '/modules/table.js';
import { fieldLabel } from '/pages/request/labels.js';
import { reviewLabel, reviewShown } from '/pages/request/officer/words.js';
import { shown } from '/pages/request/shown.js';

export function historyOf(policy, request) {
  const box = el('div', {});
  const more = el('div', { class: 'row no-print' }, '読み込んでいます。');
  const entries = [];
  const button = (text, cursor) => el('button', { type: 'button', class: 'button button--sub', text, on: { click: () => load(cursor) } });
  const load = async (cursor) => {
    try {
      const { json } = await get(`/api/requests/${request.id}/history${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
      const first = entries.length;
      entries.push(...json.items);
      replace(box, table({ caption: 'この要請の履歴（新しい順）', rows: entries, columns: columns(policy), empty: '履歴はありません。' }));
      replace(more, json.next_cursor && button('以前の履歴を表示する', json.next_cursor));
      if (cursor) focusRow(box, first);
    } catch (problem) {
      replace(more, `履歴を読み込めませんでした。${problem.detail ?? ''} `, button('もう一度読み込む', cursor));
    }
  };
  load(null);
  return [box, more];
}

/** The button that was pressed is gone: reading goes on at the first new row. */
function focusRow(box, at) {
  const row = (box.querySelectorAll('tbody tr')[at] ?? null);
  row?.setAttribute('tabindex', '-1');
  row?.focus();
}

const columns = (policy) => [
  { label: '日時', heading: true, cell: (entry) => dateTime(entry.at) },
  { label: '誰が', cell: (entry) => entry.by.name },
  { label: '何を', cell: (entry) => [
    el('strong', { text: entry.action_label }),
    entry.reason && el('div', { class: 'prose', text: `理由：${entry.reason}` }),
    entry.changes.length > 0 && el('ul', {}, entry.changes.map((change) => el('li', { class: 'prose', text: told(policy, change) }))),
  ] },
];

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
