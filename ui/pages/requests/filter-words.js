/** The filters of a list in words. */

import { date } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { prefectureName } from '/modules/prefectures.js';
import { status } from '/modules/status.js';
import { category, source } from '/modules/words.js';
import { address, filtersOf } from '/pages/requests/query.js';

/** Filters that are yes or no. */
export const FLAGS = { overdue: '入力期限超過', due_today: '入力期限が本日', flagged: '在庫量が1ヶ月分以上の可能性あり', awaiting_answer: '照会中（回答待ち）' };

/** The same list without any filter. @param {URLSearchParams} query */
export const cleared = (query) => address(query, Object.fromEntries(['number', ...filtersOf(query)].map((name) => [name, null])));

/** What is filtered for, in words. @param {{session: any, policy: any}} context @param {URLSearchParams} query */
export function filterWords({ session, policy }, query) {
  const shown = {
    from: (day) => `${dayName(day)}から`,
    to: (day) => `${dayName(day)}まで`,
    status: (codes) => each(codes, (code) => status[code]),
    item: (codes) => each(codes, (code) => itemName(policy, code)),
    category: (codes) => each(codes, (code) => category[code]),
    source: (code) => source[code],
    prefecture: prefectureName,
    facility_name: (name) => `医療機関名「${name}」`,
    due_today: (yes) => (yes === 'true' ? '入力期限が本日のみ' : '入力期限が本日のものを除く'),
    overdue: (yes) => (yes === 'true' ? '入力期限超過のみ' : '入力期限超過を除く'),
    flagged: (yes) => `${FLAGS.flagged}${yes === 'true' ? 'のみ' : 'を除く'}`,
    awaiting_answer: (yes) => (yes === 'true' ? '照会中のみ' : '照会中を除く'),
  };
  const own = ['from', 'to', 'status', 'item', 'awaiting_answer'];
  return filtersOf(query).filter((name) => session.role !== 'facility' || own.includes(name)).map((name) => shown[name](query.get(name))).join('／');
}

/** @param {string} codes @param {(code: string) => string} word */
const each = (codes, word) => codes.split(',').map((code) => word(code) ?? code).join('・');

/** A day of the address, which may be none. @param {string} day */
const dayName = (day) => (Number.isNaN(Date.parse(`${day}T00:00:00+09:00`)) || day.length !== 10 ? day : date(day));
