/** Changing a user's name and address, by the ministry. */

import { get, Problem, put } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { textField } from '/modules/text-field.js';
import { tellAt } from '/modules/told.js';
import { crumbs, pathOf, userAt } from '/pages/user/where.js';

const TITLE = '名前・メールアドレスの変更';

export async function build({ main, session }, name) {
  if (session.role !== 'ministry') throw new Problem(403, { title: 'この画面は使えません', detail: '名前・メールアドレスの変更は、国の担当者が行います。' });
  const path = pathOf(name);
  let { json: user, etag } = await get(path);
  document.title = `${TITLE}（${user.name}） - 緊急配布要請`;
  replace(main, crumbs(session, user, TITLE), editing({
    key: `user:${name}`, title: TITLE, heading: 'h1', submit: '保存', base: etag,
    build: () => parts(user),
    standing: () => dl([['名前', user.name], ['メールアドレス', user.mail]]),
    send: (values) => put(path, { disabled: user.disabled, ...values }, { etag }),
    saved: () => tellAt(userAt(name), '保存しました。'),
    close: () => location.assign(userAt(name)),
    stale: async () => {
      ({ json: user, etag } = await get(path));
      return etag;
    },
  }));
}

function parts(user) {
  const name = textField({ name: 'name', label: '名前', required: true, value: user.name });
  const mail = textField({ name: 'mail', label: 'メールアドレス', required: true, inputmode: 'email', value: user.mail, support: '変更すると、前のアドレスに送ったリンクは使えなくなり、ログイン中の場合はログアウトされます。' });
  return { nodes: [name, mail], read: () => ({ name: name.value, mail: mail.value }) };
}
