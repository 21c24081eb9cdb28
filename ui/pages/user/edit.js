/** Changing a user's name and address. */

import { textField } from '/modules/text-field.js';
import { editing } from '/pages/admin/edit.js';

export function userForm({ key, close, load, changed, save, user, etag }) {
  return editing({
    key, close, title: '名前・メールアドレスの変更', submit: '保存', base: etag(), stale: load,
    build: () => parts(user()),
    send: save,
    saved: (answer) => changed(answer, '保存しました。'),
  });
}

function parts(user) {
  const name = textField({ name: 'name', label: '名前', required: true, value: user.name });
  const mail = textField({ name: 'mail', label: 'メールアドレス', required: true, inputmode: 'email', value: user.mail, support: '変更すると、前のアドレスに送ったリンクは使えなくなり、ログイン中の場合はログアウトされます。' });
  return { nodes: [name, mail], read: () => ({ name: name.value, mail: mail.value }) };
}
