/** Of which roles a second factor is required. */

import { get, put } from '/modules/api.js';
import { checks } from '/modules/checks.js';
import { el } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { editing } from '/pages/admin/edit.js';

export async function securityForm(close) {
  let { json: { second_factor_required: value }, etag } = await get('/api/security');
  const parts = () => {
    const nodes = checks({
      name: 'second_factor_required', legend: '二要素認証を必須にする役割', value,
      options: [{ value: 'prefecture', label: '都道府県担当者' }, { value: 'ministry', label: '国の担当者', support: '自分も含みます。' }],
    });
    return { nodes, read: () => ({ second_factor_required: nodes.value }) };
  };
  return editing({
    key: 'security', close, title: '二要素認証を必須にする役割', heading: 'h2', submit: '保存', base: etag, build: parts,
    lead: el('p', { text: '必須にした役割の利用者は、次のログインのときに、二要素認証を設定するまでほかの画面を使えません。医療機関の利用者には、二要素認証がありません。' }),
    send: (values) => put('/api/security', values, { etag }),
    saved: () => {
      close();
      done('二要素認証を必須にする役割を保存しました。');
    },
    stale: async () => {
      ({ json: { second_factor_required: value }, etag } = await get('/api/security'));
      return etag;
    },
  });
}
