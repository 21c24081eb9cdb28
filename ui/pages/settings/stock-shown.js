/** What a prefecture has in stock. */

import { date, number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { table } from '/modules/table.js';

export const stockShown = (policy, { stock }) => table({
  caption: '都道府県の備蓄の一覧',
  rows: Object.entries(stock),
  empty: '備蓄の枚数は入力されていません。',
  columns: [
    { label: '物資', heading: true, cell: ([item]) => itemName(policy, item) },
    { label: '在庫枚数', number: true, cell: ([, { quantity }]) => `${number(quantity)}枚` },
    { label: '基準日', cell: ([, { as_of }]) => date(as_of) },
  ],
});
