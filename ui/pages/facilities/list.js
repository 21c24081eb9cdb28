/** The facilities of a prefecture as a list. */

import { el, replace } from '/modules/dom.js';
import { date } from '/modules/format.js';
import { growing } from '/modules/growing.js';
import { PREFECTURES } from '/modules/prefectures.js';
import { table } from '/modules/table.js';
import { category, designation } from '/modules/words.js';
import { choose, refused, searchForm, text } from '/pages/admin/search.js';

export async function build({ session, main }, query) {
  const ministry = session.role === 'ministry';
  const asked = (name) => query.get(name) ?? '';
  const form = searchForm([
    ministry && choose('prefecture', '都道府県', [['', '選択してください'], ...PREFECTURES], asked('prefecture')),
    text('q', '医療機関コードまたは医療機関名', asked('q'), 'コードは先頭から、医療機関名は一部でも検索できます。'),
    choose('category', '区分', [['', '指定しない'], ...Object.entries(category)], asked('category')),
  ].filter(Boolean));
  const result = el('div', { class: 'stack' });
  replace(main,
    el('h1', { text: '医療機関' }),
    ministry && el('div', { class: 'row no-print' },
      el('a', { class: 'button button--sub', href: '/facility.html', text: '医療機関を登録する' }),
      el('a', { class: 'button button--sub', href: '/facilities.html?import', text: 'CSVファイルで登録する' })),
    !ministry && el('p', { text: '名称、住所などの変更は国の担当者が行います。登録の区分（要件②）は、この都道府県で変更できます。' }),
    form, result);
  if (ministry && !query.size) return replace(result, el('p', { text: '都道府県を選んで検索してください。' }));
  try {
    replace(result, await growing({ path: '/api/facilities', query, draw }));
  } catch (problem) {
    replace(result, await refused(form, problem));
  }
}

const draw = (rows) => table({
  caption: `医療機関の一覧（医療機関コード順、${rows.length}件を表示）`,
  rows,
  empty: '条件に合う医療機関はありません。条件を変えて、もう一度検索してください。',
  columns: [
    { label: '医療機関名', heading: true, cell: ({ id, name }) => el('a', { href: `/facility.html?id=${encodeURIComponent(id)}`, text: name }) },
    { label: '医療機関コード', cell: ({ code }) => code },
    { label: '区分', cell: (row) => category[row.category] },
    { label: '登録の区分（要件②）', cell: ({ designations }) => designations.map((code) => designation[code]).join('、') || 'なし' },
    { label: '有効期間', cell: ({ valid_from, valid_to }) => (valid_from || valid_to ? `${date(valid_from)}～${date(valid_to)}` : '定めなし') },
  ],
});
