/** Rows of a list as a table, and the links to its other pages. */

import { el } from '/modules/dom.js';
import { date, time } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { prefectureName } from '/modules/prefectures.js';
import { sorting } from '/modules/sorting.js';
import { statusMark } from '/modules/status.js';
import { table } from '/modules/table.js';
import { category, prefectureStatus } from '/modules/words.js';
import { address, filtersOf, nextPage, previousPage, sortOf } from '/pages/requests/query.js';

const EMPTY = '条件に合う要請はありません。条件を消すか、期間を広げてください。';
const NONE = 'この一覧に入る要請はありません。';
const SHORT = '調べた範囲には条件に合う要請がありませんでした。続きを調べるには「次の50件」を押してください。';

export function listing({ session, policy }, query, list, caption) {
  const sort = sorting(sortOf(query), (key) => location.assign(sorted(query, key)));
  const columns = (session.role === 'facility' ? ownColumns(policy) : officerColumns(policy, session.role === 'ministry')).map((column) => sortable(column, session, query));
  const count = `${list.items.length}件を表示しています。${list.next_cursor ? '続きがあります。' : ''}`;
  return [
    list.items.length > 0 && el('p', { text: count }),
    table({ caption, columns, rows: list.items, sort, empty: list.next_cursor ? SHORT : filtersOf(query).length > 0 || query.has('number') ? EMPTY : NONE }),
    pages(query, list.next_cursor),
  ];
}

function pages(query, cursor) {
  if (!cursor && !query.has('cursor')) return null;
  const back = previousPage(query);
  return el('nav', { class: 'row no-print', 'aria-label': 'ページの移動' },
    query.has('cursor') && el('a', { class: 'button button--sub', href: address(query, {}), text: '最初の50件' }),
    back && el('a', { class: 'button button--sub', href: back, text: '前の50件', rel: 'prev' }),
    cursor && el('a', { class: 'button button--sub', href: nextPage(query, cursor), text: '次の50件', rel: 'next' }));
}

/** The list in another order. Open work in the order of its updates is the list of all that is under review. */
function sorted(query, key) {
  if (key === 'due_at') return address(query, query.get('overdue') === 'true' ? { sort: null } : { view: 'open', status: null, sort: null });
  return address(query, query.get('view') === 'open' ? { view: 'all', status: 'under_review', sort: key } : { sort: key });
}

function sortable(column, session, query) {
  const open = query.get('view') === 'open';
  const byDue = open || query.get('overdue') === 'true' || query.get('status') === 'under_review';
  const offered = { updated: session.role !== 'facility' || !open, due: byDue };
  const keys = { updated: ['-updated_at', 'updated_at'], due: 'due_at' };
  const kind = (column.by);
  return kind && offered[kind] && !query.has('number') ? { ...column, sort: keys[kind] } : column;
}

const link = (row) => el('a', { class: 'target nowrap', href: `/request.html?id=${row.id}`, text: row.number ?? '申請前の要請' });

const names = (policy, codes) => codes.map((code) => itemName(policy, code)).join('、') || '－';

/** Year, day, weekday and time, each in one piece. */
const when = (iso) => (iso ? [...date(iso).split(/(?<=年)|(?=（)/), time(iso)].map((text) => [el('span', { class: 'nowrap', text }), el('wbr')]) : '－');

function due(row) {
  return [
    when(row.due_at),
    row.overdue && el('div', { class: 'overdue', text: '入力期限超過' }),
    row.delay_reason && el('div', { class: 'prose', text: `遅れる理由：${row.delay_reason}` }),
    row.expected_on && el('div', { text: `入力予定日：${date(row.expected_on)}` }),
  ];
}

function standing(row, officer) {
  return [
    statusMark(row.status, row.outcome),
    officer && row.status === 'under_review' && el('div', {}, '都道府県確認', el('wbr'), `ステータス：${prefectureStatus[row.prefecture_status]}`),
    row.awaiting_answer && el('div', { text: officer ? '照会中（回答待ち）' : '照会があります。回答してください。' }),
  ];
}

const officerColumns = (policy, ministry) => [
  { label: 'タイトル', heading: true, cell: link },
  ...(ministry ? [{ label: '都道府県', cell: (row) => el('span', { class: 'nowrap', text: prefectureName(row.facility.prefecture) }) }] : []),
  { label: '要請者', cell: (row) => el('span', { class: 'prose', text: row.facility.name }) },
  { label: '区分', cell: (row) => el('span', { class: 'nowrap', text: category[row.facility.category] }) },
  { label: '要請（更新）日時', by: 'updated', cell: (row) => when(row.updated_at) },
  { label: '物資', cell: (row) => names(policy, row.requested_items) },
  { label: '在庫量が1ヶ月分以上の可能性あり', cell: (row) => names(policy, row.flagged_items ?? []) },
  { label: '入力期限（目安）', by: 'due', cell: due },
  { label: 'ステータス', cell: (row) => standing(row, true) },
];

const ownColumns = (policy) => [
  { label: '要請番号', heading: true, cell: link },
  { label: 'ステータス', cell: (row) => standing(row, false) },
  { label: '要請（更新）日時', by: 'updated', cell: (row) => when(row.updated_at) },
  { label: '物資', cell: (row) => names(policy, row.requested_items) },
  { label: '都道府県が確認を終える目安', cell: (row) => [when(row.due_at), row.overdue && el('div', { text: '目安を過ぎています' })] },
];
