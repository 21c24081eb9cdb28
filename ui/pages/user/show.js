/** A user, and what can be done about it. */

import { del, get, post, put } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';
import { way } from '/modules/way.js';
import { role } from '/modules/words.js';
import { asking, tellDone } from '/pages/admin/act.js';
import { attempt } from '/pages/admin/attempt.js';
import { crumbs, pathOf, userAt } from '/pages/user/where.js';

export async function build({ main, session }, name) {
  const path = pathOf(name);
  let { json: user, etag } = await get(path);
  // The name alone is missing without it; the page is useful all the same.
  const place = user.facility && (await get(`/api/facilities/${encodeURIComponent(user.facility)}`).catch(() => null))?.json.name;
  const stands = el('div', {});
  const actions = el('div', { class: 'stack' });

  const take = (answer) => {
    ({ json: user, etag } = answer);
    replace(stands, standing(user, place));
  };
  const changed = async (answer, message) => {
    take(answer);
    replace(actions, buttons());
    await tellDone(message);
  };
  const own = name === session.user_name;
  /** The newest version first: a sign-in of the user meanwhile is no conflict. */
  const setDisabled = async (disabled) => {
    take(await get(path));
    await changed(await put(path, { name: user.name, mail: user.mail, disabled }, { etag }), disabled ? '利用を停止しました。' : '利用を再開しました。');
  };
  const invite = async () => {
    await post(`${path}/invitation`);
    // Read again: the answer carries the version before.
    await changed(await get(path), `${user.mail} に、招待のメールを送りました。前に送ったリンクは使えなくなりました。`);
  };

  const buttons = () => [
    !user.active && !user.disabled && el('button', { type: 'button', class: 'button button--sub', text: '招待のメールをもう一度送る', on: { click: () => attempt(invite) } }),
    session.role === 'ministry' && [
      way('名前・メールアドレスを変更する', `${userAt(name)}&edit`, { key: `user:${name}` }),
      !own && user.second_factor && asking({
        text: '二要素認証を解除する', question: 'この利用者の二要素認証を解除しますか', yes: '解除する',
        detail: '端末と回復コードをなくしたときに行います。本人であることを確かめてください。ログイン中の場合は、すぐにログアウトされます。',
        run: async () => changed(await del(`${path}/second-factor`), '二要素認証を解除しました。'),
      }),
      !own && (user.disabled
        ? asking({ text: '利用を再開する', question: 'この利用者の利用を再開しますか', yes: '再開する', detail: '前のパスワードでログインできるようになります。', run: () => setDisabled(false) })
        : asking({ text: '利用を停止する', question: 'この利用者の利用を停止しますか', yes: '停止する', detail: 'ログイン中の場合は、すぐにログアウトされます。停止は、後で取り消せます。', run: () => setDisabled(true) })),
      own && el('p', { text: '自分自身の利用停止と二要素認証の解除は、国の別の利用者に依頼してください。' }),
    ],
  ];
  take({ json: user, etag });
  replace(actions, buttons());
  document.title = `${user.name} - 緊急配布要請`;
  replace(main,
    crumbs(session, user),
    el('h1', { text: `利用者 ${user.user_name}` }), el('h2', { text: '登録内容' }), stands, actions);
}

/** @param place the name of its facility */
function standing(user, place) {
  const { user_name, name, mail, prefecture, facility, area, disabled, active, second_factor, signed_in_at } = user;
  return dl([
    ['ユーザ名', user_name],
    ['名前', name],
    ['役割', role[user.role]],
    prefecture && ['都道府県', prefectureName(prefecture)],
    facility && ['医療機関', el('a', { href: `/facility.html?id=${encodeURIComponent(facility)}`, text: `${place ?? facility}（${prefectureName(area)}）` })],
    facility && ['医療機関ID', facility],
    ['メールアドレス', mail],
    ['状態', disabled ? '利用停止' : active ? '利用中' : '招待中（パスワード未設定）'],
    user.role !== 'facility' && ['二要素認証', second_factor ? '設定済み' : '未設定'],
    ['最後のログイン', signed_in_at ? dateTime(signed_in_at) : 'まだありません'],
  ]);
}
