// Drafts that are waiting to be gone on with.
import { el, replace } from '/modules/dom.js';
import { showErrors } from '/modules/form.js';
import { dateTime } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { statusMark } from '/modules/status.js';
import { create } from '/pages/request-edit/start.js';

export function show(main, policy, drafts) {
  const make = async () => {
    try {
      await create();
    } catch (problem) {
      showErrors(main, problem);
    }
  };
  replace(main,
    el('h1', { text: '新しい要請' }),
    el('p', { text: `申請していない要請が${drafts.length}件あります。続きを入力するか、新しい要請を作ってください。` }),
    el('ul', { class: 'stack' }, drafts.map((row) => el('li', {},
      el('a', { href: `/request-edit.html?id=${row.id}`, text: title(policy, row) }), ' ', statusMark(row.status, row.outcome)))),
    el('p', {}, el('button', { type: 'button', class: 'button button--main', text: '新しい要請を作る', on: { click: make } })));
}

function title(policy, row) {
  const items = row.requested_items.map((code) => itemName(policy, code)).join('、') || '物資は未選択';
  return `${row.number ?? '申請前の要請'}（${items}）${row.updated_at ? `　${dateTime(row.updated_at)}` : ''}`;
}
