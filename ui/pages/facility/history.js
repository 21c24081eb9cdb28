// @ts-check
/** Who changed a facility's master data. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { table } from '/modules/table.js';
import { changeTable } from '/pages/admin/changes.js';
import { growing } from '/pages/admin/growing.js';

/** @type {Record<string, string>} */
const LABELS = {
  code: '医療機関コード', name: '医療機関名', category: '区分', designations: '登録の区分', 'contact.person': '担当者名', 'contact.phone': '電話番号',
  'delivery.postal_code': '郵便番号', 'delivery.address': '住所', 'delivery.receiving_hours': '受取り可能な時間', mail: 'メールアドレス', valid_from: '有効期間の始まり', valid_to: '有効期間の終わり',
};

/** @param {string} path */
export async function historySection(path) {
  try {
    return await growing({ path: `${path}/history`, more: '以前の履歴を表示する', draw });
  } catch (problem) {
    return el('p', { role: 'status', text: `履歴を表示できませんでした。${/** @type {any} */ (problem).detail ?? ''}` });
  }
}

/** @param {any[]} rows */
const draw = (rows) => table({
  caption: '変更の履歴（新しい順）',
  rows,
  empty: '変更の履歴はありません。',
  columns: [
    { label: '日時', heading: true, cell: ({ at }) => dateTime(at) },
    { label: 'だれが', cell: ({ by }) => by.name },
    { label: '変更', cell: ({ changes }) => changeTable(changes, ({ field }) => LABELS[field] ?? field) },
  ],
});
