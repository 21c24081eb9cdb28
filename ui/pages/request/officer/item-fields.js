/** The fields of one item's decision. What does not apply is hidden, and not sent. */

import { check, choice } from '/modules/choices.js';
import { el } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { quantityField } from '/modules/text-field.js';
import { changedMark } from '/pages/request/officer/decided.js';
import { FIELDS, TEXTS } from '/pages/request/officer/labels.js';

const PRIVATE = '都道府県意見（医療機関には表示されません）';

/** @param {any} policy @param {any} request @param {string} code */
export function itemFields(policy, request, code) {
  const asked = request.items[code];
  const saved = request.review.items[code] ?? {};
  const aerosol = policy.catalogue.find((item) => item.code === code)?.aerosol_required;
  const name = (field) => `items.${code}.${field}`;
  const common = (field) => ({ name: name(field), label: FIELDS[field], value: saved[field] });
  const needed = choice({ name: name('needed'), legend: FIELDS.needed, required: true, value: word(saved.needed), options: [{ value: 'yes', label: '要' }, { value: 'no', label: '否' }] });
  const source = choice({
    name: name('source'), legend: FIELDS.source, required: true, value: saved.source,
    support: '両方のときは「国から直送」を選び、理由を意見に書いてください。',
    options: [{ value: 'prefecture', label: '都道府県の備蓄' }, { value: 'nation', label: '国から直送' }],
  });
  const count = (field) => quantityField({ ...common(field), required: true });
  const [prefecture, nation, total] = ['prefecture_quantity', 'national_quantity', 'total_quantity'].map(count);
  const sum = el('output', {});
  const confirmed = check({ name: name('quantity_confirmed'), label: '総配布枚数が要請枚数の2倍を超えていますが、桁の誤りではありません', value: saved.quantity_confirmed });
  const both = areaField({ ...common('both_sources_reason'), required: true, rows: 3 });
  const prior = quantityField({ ...common('prior_distributions'), unit: '回', required: true, support: 'これまでの受付完了から数えた回数が入っています。違うときは直してください。' });
  const circumstances = areaField({ ...common('circumstances'), required: true });
  const procedures = aerosol ? areaField({ ...common('aerosol_procedures'), required: true }) : null;
  const opinion = areaField({ ...common('opinion'), optional: true, rows: 3 });
  const refusal = areaField({ ...common('refusal_reason'), required: true });
  const message = areaField({
    ...common('message_to_facility'), label: '医療機関への連絡（医療機関に表示されます）',
    support: '「否」のとき、または総配布枚数が要請枚数より少ないときは、必ず入力してください。完了にした後、医療機関に表示し、メールで知らせます。',
  });
  const seen = saved.changed_since ? check({ name: name('changed_since'), label: '更新後の内容を確認しました' }) : null;

  const bothBox = el('div', {}, both);
  const confirmBox = el('div', {}, confirmed);
  const giving = el('div', { class: 'stack' }, source, el('div', { class: 'row' }, prefecture, nation), el('p', {}, sum), total, confirmBox,
    opinions(prior, quoted(asked.procurement_difficulty, circumstances), procedures && quoted(asked.aerosol_procedures, procedures), bothBox, opinion));
  const refusing = el('div', { class: 'stack' }, el('p', { text: '「否」のときは、配布方法と配布枚数は入力しません。' }), opinions(refusal));
  const node = el('section', { class: 'card stack' },
    el('h3', { text: `${itemName(policy, code)}（要請 ${number(asked.quantity ?? 0)}枚）` }),
    changedMark(saved), seen, needed, giving, refusing, message);
  
  const fields = {
    needed, source, prefecture_quantity: prefecture, national_quantity: nation, total_quantity: total, quantity_confirmed: confirmed, both_sources_reason: both,
    prior_distributions: prior, circumstances, aerosol_procedures: procedures, refusal_reason: refusal, opinion, message_to_facility: message,
  };

  const show = () => {
    const [fromPrefecture, fromNation, all] = [prefecture.value, nation.value, total.value];
    giving.hidden = needed.value === 'no';
    refusing.hidden = needed.value !== 'no';
    bothBox.hidden = !(fromPrefecture > 0 && fromNation > 0);
    confirmBox.hidden = !(typeof all === 'number' && all > 2 * (asked.quantity ?? 0));
    const plus = (Number(fromPrefecture) || 0) + (Number(fromNation) || 0);
    const differs = typeof all === 'number' && all !== plus;
    sum.textContent = `県＋国の合計：${number(plus)}枚${differs ? `（総配布枚数 ${number(all)}枚と一致していません）` : ''}`;
  };
  node.addEventListener('input', show);
  // The number that follows from the source is filled in where nothing stands yet.
  source.addEventListener('change', () => {
    if (source.value === 'prefecture' && nation.value === null) nation.value = 0;
    if (source.value === 'nation' && prefecture.value === null) prefecture.value = 0;
  });
  show();

  /** As it is sent: only what can be seen. */
  const value = () => {
    const hidden = { quantity_confirmed: false, prior_distributions: saved.prior_distributions ?? null };
    const nothing = (key) => hidden[key] ?? (TEXTS.includes(key) ? '' : null);
    return Object.fromEntries(Object.entries(fields).map(([key, field]) => {
      if (!field || field.closest('[hidden]')) return [key, nothing(key)];
      return [key, key === 'needed' ? truth(field.value) : field.value];
    }));
  };
  return {
    node, value,
    /** @param {string} field @param {any} wanted */
    set(field, wanted) {
      if (fields[field]) fields[field].value = field === 'needed' ? word(wanted) : wanted;
    },
    /** Whether the update of the item was looked at. */
    seen: () => seen?.value === true,
  };
}

/** @param {boolean|null|undefined} needed */
const word = (needed) => (needed === true ? 'yes' : needed === false ? 'no' : null);
/** @param {string|null} chosen */
const truth = (chosen) => (chosen === null ? null : chosen === 'yes');

/** @param {...any} children */
const opinions = (...children) => el('fieldset', { class: 'field stack' }, el('legend', { class: 'field__label', text: PRIVATE }), children);

/** The facility's own text beside the field it belongs to. @param {string} text @param {any} field */
function quoted(text, field) {
  const take = () => {
    field.value = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text;
    field.querySelector('textarea')?.focus();
  };
  return el('div', { class: 'stack' },
    el('p', { class: 'prose' }, el('strong', { text: '医療機関の記載：' }), text || '記入なし'),
    text && el('button', { type: 'button', class: 'button button--sub button--small', text: '医療機関の記載を写す', 'aria-label': `医療機関の記載を写す（${field.name.endsWith('aerosol_procedures') ? FIELDS.aerosol_procedures : FIELDS.circumstances}）`, on: { click: take } }),
    field);
}
