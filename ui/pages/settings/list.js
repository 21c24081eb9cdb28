/** The 47 prefectures, and which of them cannot be reached. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { table } from '/modules/table.js';

export async function build({ main }) {
  const { json: { items } } = await get('/api/prefectures');
  const silent = items.filter((row) => !row.address_confirmed);
  document.title = '都道府県の設定 - 緊急配布要請';
  replace(main,
    el('h1', { text: '都道府県の設定' }),
    silent.length > 0
      ? el('p', { class: 'banner banner--warn', text: `確認済みの通知先がない都道府県が${silent.length}あります。その都道府県あての要請のメールは、国の担当者に届きます。` })
      : el('p', { text: 'すべての都道府県に、確認済みの通知先があります。' }),
    table({
      caption: '都道府県の一覧',
      rows: items,
      columns: [
        { label: '都道府県', heading: true, cell: ({ code, name }) => el('a', { href: `/settings.html?prefecture=${code}`, text: name }) },
        { label: '通知先メールアドレス', cell: ({ address_confirmed }) => (address_confirmed ? '確認済み' : el('span', { class: 'overdue', text: '確認済みの通知先なし' })) },
        { label: '担当課名と電話番号', cell: ({ office_set }) => (office_set ? '設定済み' : '未設定') },
      ],
    }));
}
