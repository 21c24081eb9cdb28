/** One of the items that can be requested. One that was ever there stays, with a last day. */

import { check } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { quantityField } from '/modules/quantity-field.js';
import { textField } from '/modules/text-field.js';

const BLANK = { code: '', name: '', order: null, unit: '枚', aerosol_required: false, valid_from: null, valid_to: null };

/** Items that stand come first (see `draft.js`); a place after all of them is that of a new one. */
export function fields({ catalogue }, { catalogue: stands }, place) {
  const index = Math.min(place, catalogue.length);
  const item = catalogue[index] ?? BLANK;
  const added = index >= stands.length;
  const path = (name) => `catalogue.${index}.${name}`;
  const all = {
    ...(added && { code: textField({ name: path('code'), label: '物資コード', required: true, support: '半角の英小文字・数字・下線（_）で16文字まで。登録した後は変更できません。', value: item.code }) }),
    name: textField({ name: path('name'), label: '名称', required: true, value: item.name }),
    unit: textField({ name: path('unit'), label: '単位', required: true, value: item.unit, size: 'year' }),
    order: quantityField({ name: path('order'), label: '表示順', unit: '', required: true, value: item.order }),
    aerosol_required: check({ name: path('aerosol_required'), label: 'エアロゾル発生手技の記入を必要とする', value: item.aerosol_required }),
    valid_from: dateField({ name: path('valid_from'), legend: '取扱開始日', optional: true, value: item.valid_from }),
    valid_to: dateField({
      name: path('valid_to'), legend: '取扱終了日', optional: true, value: item.valid_to,
      support: '一度登録した物資は消せません。取扱いをやめるときは、取扱終了日を入れてください。',
    }),
  };
  const read = () => {
    const value = { ...item, ...Object.fromEntries(Object.entries(all).map(([name, field]) => [name, field.value])) };
    return { catalogue: catalogue.toSpliced(index, 1, value) };
  };
  return { title: added ? '新しい版に追加する物資' : `新しい版の物資：${item.name}`, nodes: Object.values(all), read };
}
