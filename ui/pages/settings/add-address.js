/** A new notification address. */

import { get, post } from '/modules/api.js';
import { textField } from '/modules/text-field.js';
import { tellAt } from '/modules/told.js';
import { draw } from '/pages/settings/change.js';
import { settingsAt } from '/pages/settings/where.js';

export async function build(context, code) {
  const path = `/api/prefectures/${code}`;
  const { json: settings } = await get(path);
  const address = textField({ name: 'address', label: '通知先メールアドレス', required: true, type: 'email', inputmode: 'email', autocomplete: 'email', support: '例：busshi@pref.example.jp' });
  draw(context, settings, {
    key: `address:${code}`, title: '通知先の追加', submit: '追加して確認のメールを送る',
    build: () => ({ nodes: address, read: () => ({ address: address.value }) }),
    send: (values) => post(`${path}/addresses`, values),
    saved: ({ status, json: { warning } }) => tellAt(settingsAt(code), done(address.value.trim(), status, warning), warning ? [warning] : []),
  });
}

function done(address, status, warning) {
  if (warning) return '確認のメールは送っていません。';
  return status === 201 ? `${address} に、確認のメールを送りました。メールのリンクを開くと、要請のメールが届くようになります。` : `${address} は、すでに登録されています。`;
}
