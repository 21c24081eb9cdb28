/** A new notification address. */

import { post } from '/modules/api.js';
import { textField } from '/modules/text-field.js';
import { editing } from '/pages/admin/edit.js';

export function addressForm(path, key, close, changed) {
  const address = textField({ name: 'address', label: 'メールアドレス', required: true, type: 'email', inputmode: 'email', autocomplete: 'email', support: '例：busshi@pref.example.jp' });
  return editing({
    key, close, title: '通知先の追加', submit: '追加して確認のメールを送る',
    build: () => ({ nodes: address, read: () => ({ address: address.value }) }),
    send: (values) => post(`${path}/addresses`, values),
    saved: (answer) => changed(answer, answer.json.warning ? '確認のメールは送っていません。' : answer.status === 201
      ? `${address.value.trim()} に、確認のメールを送りました。メールのリンクを開くと、要請のメールが届くようになります。`
      : `${address.value.trim()} は、すでに登録されています。`),
  });
}
