/** Changing what a prefecture has in stock. */

import { dateField } from '/modules/date-field.js';
import { el } from '/modules/dom.js';
import { quantityField } from '/modules/quantity-field.js';
import { group } from '/pages/admin/group.js';
import { change } from '/pages/settings/change.js';
import { stockShown } from '/pages/settings/stock-shown.js';

export async function build(context, code) {
  const { policy } = context;
  await change(context, code, { part: 'stock', name: '都道府県の備蓄', parts: (settings) => parts(policy, settings), standing: (settings) => stockShown(policy, settings) });
}

function parts({ catalogue }, { stock }) {
  const levels = catalogue.map((item) => levelField(item, stock[item.code]));
  const read = () => ({ stock: Object.fromEntries(levels.map((each) => [each.code, each.read()]).filter(([, level]) => level)) });
  return { nodes: [el('p', { class: 'field__support', text: '枚数が分からない物資は、枚数と基準日を空にしてください。' }), levels], read };
}

function levelField({ code, name }, level) {
  const quantity = quantityField({ name: `stock.${code}.quantity`, label: '在庫枚数', value: level?.quantity });
  const day = dateField({ name: `stock.${code}.as_of`, legend: '基準日', value: level?.as_of });
  const node = group({ name: `stock.${code}`, legend: el('h2', { text: name }), focus: quantity.querySelector('input') }, quantity, day);
  const read = () => (quantity.value === null && day.value === null ? null : { quantity: quantity.value, as_of: day.value });
  return Object.assign(node, { code, read });
}
