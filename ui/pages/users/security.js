/** Of which roles a second factor is required, by the ministry. */

import { get, put } from '/modules/api.js';
import { checks } from '/modules/checks.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { tellAt } from '/modules/told.js';
import { role } from '/modules/words.js';

const PATH = '/api/security';
const LIST = '/users.html';
const TITLE = '二要素認証を必須にする役割';

export async function build({ main }) {
  let { json: { second_factor_required: required }, etag } = await get(PATH);
  const form = editing({
    key: 'security', title: TITLE, heading: 'h1', submit: '保存', base: etag,
    lead: el('p', { text: '必須にした役割の利用者は、次のログインのときに、二要素認証を設定するまでほかの画面を使えません。医療機関の利用者には、二要素認証がありません。' }),
    build: () => parts(required),
    standing: () => el('p', { text: required.map((each) => role[each]).join('、') || 'なし' }),
    send: (values) => put(PATH, values, { etag }),
    saved: () => tellAt(LIST, `${TITLE}を保存しました。`),
    close: () => location.assign(LIST),
    stale: async () => {
      ({ json: { second_factor_required: required }, etag } = await get(PATH));
      return etag;
    },
  });
  document.title = `${TITLE} - 緊急配布要請`;
  replace(main, el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: LIST, text: '利用者' }), ` > ${TITLE}`), form);
}

function parts(value) {
  const nodes = checks({
    name: 'second_factor_required', legend: TITLE, value,
    options: [{ value: 'prefecture', label: role.prefecture }, { value: 'ministry', label: role.ministry, support: '自分も含みます。' }],
  });
  return { nodes, read: () => ({ second_factor_required: nodes.value }) };
}
