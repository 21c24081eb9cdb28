// A new request: made at once, unless drafts are waiting to be gone on with.
import { get, post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { showErrors } from '/modules/form.js';
import { dateTime } from '/modules/format.js';
import { itemName, statusMark } from '/modules/words.js';

const OPEN = new Set(['draft', 'ineligible']);

/** @returns {Promise<string|null>} the new draft's id, now in the address; null when the user is asked first */
export async function start({ main, policy }) {
  const { json } = await get('/api/requests?view=open');
  const drafts = json.items.filter((row) => OPEN.has(row.status));
  if (drafts.length === 0) return create();
  const make = async () => {
    try {
      location.assign(`/request-edit.html?id=${await create()}`);
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
  return null;
}

async function create() {
  const { json } = await post('/api/requests');
  history.replaceState(null, '', `/request-edit.html?id=${json.id}`);
  return json.id;
}

function title(policy, row) {
  const items = row.requested_items.map((code) => itemName(policy, code)).join('、') || '物資は未選択';
  return `${row.number ?? '申請前の要請'}（${items}）${row.updated_at ? `　${dateTime(row.updated_at)}` : ''}`;
}
