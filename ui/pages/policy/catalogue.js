/** The items that can be requested. One that was ever there stays, with a last day. */

import { check } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el } from '/modules/dom.js';
import { quantityField } from '/modules/quantity-field.js';
import { textField } from '/modules/text-field.js';
import { rowsField } from '/pages/admin/rows.js';

const BLANK = { code: '', name: '', order: null, unit: '枚', aerosol_required: false, valid_from: null, valid_to: null };

export function catalogueField(items) {
  const known = items.map(({ code }) => code);
  const list = rowsField({
    name: 'catalogue', legend: '物資', add: '物資を追加する', values: items, fixed: items.length, blank: BLANK,
    support: '一度登録した物資は消せません。取扱いをやめるときは、取扱終了日を入れてください。',
    row: (value, index) => itemField(value, index, index < known.length),
  });
  return Object.assign(list, { items: list.read });
}

function itemField(item, index, known) {
  const path = (name) => `catalogue.${index}.${name}`;
  const fields = {
    ...(!known && { code: textField({ name: path('code'), label: '物資コード', required: true, support: '半角の英小文字・数字・下線（_）で16文字まで。登録した後は変更できません。', value: item.code }) }),
    name: textField({ name: path('name'), label: '名称', required: true, value: item.name }),
    unit: textField({ name: path('unit'), label: '単位', required: true, value: item.unit, size: 'year' }),
    order: quantityField({ name: path('order'), label: '表示順', unit: '', required: true, value: item.order }),
    aerosol_required: check({ name: path('aerosol_required'), label: 'エアロゾル発生手技の記入を必要とする', value: item.aerosol_required }),
    valid_from: dateField({ name: path('valid_from'), legend: '取扱開始日', optional: true, value: item.valid_from }),
    valid_to: dateField({ name: path('valid_to'), legend: '取扱終了日', optional: true, value: item.valid_to }),
  };
  const title = known ? `${item.name}（${item.code}）` : '追加する物資';
  const node = el('div', { class: 'card stack', role: 'group', 'aria-label': title }, el('p', {}, el('strong', { text: title })), Object.values(fields));
  const read = () => ({ ...item, ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])) });
  return Object.defineProperty(node, 'value', { get: read });
}
