// What an update would change.
import { el } from '/modules/dom.js';
import { itemOf } from '/pages/request/item.js';
import { differing } from '/pages/request/part.js';
import { shown } from '/pages/request/shown.js';
import { fullName } from '/pages/request-edit/names.js';

/** @param base  what stands */
export function list(model, base) {
  const values = model.values();
  const paths = differing(base, values);
  const checked = (one) => one === 'cannot_procure' || [base, values].some((state) => state[`items.${itemOf(one)}.requested`]);
  return [
    el('p', { text: `変更した項目：${paths.length}件` }),
    el('ul', {}, paths.map((one) => el('li', { class: 'prose', text: `${fullName(model, one)}：${shown(one, base[one])} → ${shown(one, values[one])}` }))),
    paths.some(checked) && el('p', { text: '物資または要件①を変えたので、条件をもう一度確認し、都道府県が確認を終える目安を計算し直します。' }),
  ];
}
