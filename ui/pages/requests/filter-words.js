/** The filters of a list in words. */

import { date } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { prefectureName } from '/modules/prefectures.js';
import { status } from '/modules/status.js';
import { category, flag, source } from '/modules/words.js';
import { filtersOf } from '/pages/requests/query.js';

/** What is filtered for, in words. */
export function filterWords({ session, policy }, query) {
  const shown = {
    from: (day) => `${date(day)}から`,
    to: (day) => `${date(day)}まで`,
    status: (codes) => each(codes, (code) => status[code]),
    item: (codes) => each(codes, (code) => itemName(policy, code)),
    category: (codes) => each(codes, (code) => category[code]),
    source: (code) => source[code],
    prefecture: prefectureName,
    facility_name: (name) => `医療機関名「${name}」`,
    due_today: (yes) => (yes === 'true' ? '入力期限が本日のみ' : '入力期限が本日のものを除く'),
    overdue: (yes) => (yes === 'true' ? '入力期限超過のみ' : '入力期限超過を除く'),
    flagged: (yes) => `${flag.flagged}${yes === 'true' ? 'のみ' : 'を除く'}`,
    awaiting_answer: (yes) => (yes === 'true' ? '照会中のみ' : '照会中を除く'),
  };
  const own = ['from', 'to', 'status', 'item', 'awaiting_answer'];
  return filtersOf(query).filter((name) => session.role !== 'facility' || own.includes(name)).map((name) => shown[name](query.get(name))).join('／');
}

const each = (codes, word) => codes.split(',').map((code) => word(code) ?? code).join('・');
