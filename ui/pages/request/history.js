// The request's history, newest first, with earlier pages on demand.
import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { fieldLabel } from '/pages/request/labels.js';
import { shown } from '/pages/request/shown.js';

/** @param onReopened  the last decision was taken back */
export function historySection(policy, request, onReopened) {
  if (request.status === 'draft') return null;
  const list = el('ol', { class: 'stack' });
  const more = el('p', { text: '読み込んでいます。' });
  const button = (text, cursor) => el('button', { type: 'button', class: 'button button--sub', text, on: { click: () => load(cursor) } });

  async function load(cursor) {
    try {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
      const { json } = await get(`/api/requests/${request.id}/history${query}`);
      const last = json.items.find(({ action }) => ['submit', 'complete', 'reopen', 'withdraw'].includes(action));
      if (!cursor && last?.action === 'reopen') onReopened();
      list.append(...json.items.map((entry) => entryOf(policy, entry)));
      replace(more, json.next_cursor && button('以前の履歴を表示する', json.next_cursor));
    } catch (problem) {
      replace(more, `履歴を読み込めませんでした。${problem.detail} `, button('もう一度読み込む', cursor));
    }
  }

  load();
  return el('section', { class: 'stack', 'aria-labelledby': 'history-title' }, el('h2', { id: 'history-title', text: '履歴' }), list, more);
}

const entryOf = (policy, { at, by, action_label: label, reason, changes }) => el('li', {},
  `${dateTime(at)}　${by.name}　`,
  el('strong', { text: label }),
  reason && el('p', { class: 'prose', text: `理由：${reason}` }),
  changes.length > 0 && el('ul', {}, changes.map((change) => el('li', { class: 'prose', text: changeOf(policy, change) }))));

function changeOf(policy, { field, from, to }) {
  const label = fieldLabel(policy, field);
  if (field === 'question' || field === 'answer') return `${label}：${to}`;
  return `${label}：${shown(field, from)} → ${shown(field, to)}`;
}
