/** The users of an area as a list. */

import { el, replace } from '/modules/dom.js';
import { growing } from '/modules/growing.js';
import { PREFECTURES, prefectureName } from '/modules/prefectures.js';
import { table } from '/modules/table.js';
import { way } from '/modules/way.js';
import { role } from '/modules/words.js';
import { choose, refused, searchForm, text } from '/pages/admin/search.js';

const NATION = '00';

export async function build({ session, main }, query) {
  const ministry = session.role === 'ministry';
  const area = ministry ? query.get('prefecture') || NATION : session.prefecture;
  const form = searchForm([
    ministry && choose('prefecture', '所属', [[NATION, '国の担当者'], ...PREFECTURES], area),
    text('q', 'ユーザ名または名前', query.get('q') ?? '', '一部でも検索できます。'),
  ].filter(Boolean));
  const result = el('div', { class: 'stack' });
  replace(main,
    el('h1', { text: '利用者' }),
    ministry
      ? el('div', { class: 'row no-print' },
        way('利用者を登録する', '/user.html', { key: 'user:new' }),
        way('CSVファイルで登録する', '/users.html?import'),
        way('二要素認証を必須にする役割', '/users.html?security', { key: 'security' }))
      : el('p', { text: 'この都道府県の担当者と、医療機関の利用者です。登録・変更は国の担当者が行います。' }),
    form, result);
  try {
    replace(result, await growing({ path: '/api/users', query, draw: (rows) => userTable(rows, area) }));
  } catch (problem) {
    replace(result, await refused(form, problem));
  }
}

const stateOf = ({ disabled, active }) => (disabled ? '利用停止' : active ? '利用中' : '招待中（パスワード未設定）');

const userTable = (rows, area) => table({
  caption: `${area === NATION ? '国の担当者' : prefectureName(area)}の利用者（ユーザ名順、${rows.length}件を表示）`,
  rows,
  empty: '条件に合う利用者はいません。',
  columns: [
    { label: 'ユーザ名', heading: true, cell: ({ user_name }) => el('a', { href: `/user.html?name=${encodeURIComponent(user_name)}`, text: user_name }) },
    { label: '名前', cell: ({ name }) => name },
    { label: '役割', cell: (row) => role[row.role] },
    { label: 'メールアドレス', cell: ({ mail }) => mail },
    { label: '状態', cell: (row) => (row.disabled ? el('span', { class: 'overdue', text: stateOf(row) }) : stateOf(row)) },
    { label: '二要素認証', cell: (row) => (row.role === 'facility' ? '対象外' : row.second_factor ? '設定済み' : '未設定') },
  ],
});
