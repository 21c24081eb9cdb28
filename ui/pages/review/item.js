/** One item: what the facility says of it, and the fields of the decision. What does not apply is hidden, and not sent. */

import { check, choice } from '/modules/choices.js';
import { el } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { quantityField } from '/modules/quantity-field.js';
import { itemFacts } from '/pages/request/officer/item-facts.js';
import { FIELDS } from '/pages/request/officer/labels.js';

export async function itemPart(policy, request, code) {
  const asked = request.items[code];
  const saved = request.review.items[code] ?? {};
  const aerosol = policy.catalogue.find((item) => item.code === code)?.aerosol_required;
  const field = (build, name, more) => build({ name: `items.${code}.${name}`, label: FIELDS[name], value: saved[name], required: true, ...more });

  const needed = field(choice, 'needed', { value: { true: 'yes', false: 'no' }[saved.needed], options: [{ value: 'yes', label: '要' }, { value: 'no', label: '否' }] });
  const source = field(choice, 'source', {
    support: '両方のときは「国から直送」を選び、下の欄に理由を書いてください。',
    options: [{ value: 'prefecture', label: '都道府県の備蓄' }, { value: 'nation', label: '国から直送' }],
  });
  const [prefecture, nation, total] = ['prefecture_quantity', 'national_quantity', 'total_quantity'].map((name) => field(quantityField, name));
  const sum = el('output', {});
  const confirmed = field(check, 'quantity_confirmed', { label: '総配布枚数が要請枚数の2倍を超えていますが、桁の誤りではありません', required: false });
  const both = field(areaField, 'both_sources_reason', { rows: 3 });
  const circumstances = field(areaField, 'circumstances');
  const procedures = aerosol && field(areaField, 'aerosol_procedures');
  const giving = el('div', { class: 'stack' },
    source, el('div', { class: 'row' }, prefecture, nation), el('p', {}, sum), total, confirmed,
    opinions(
      field(quantityField, 'prior_distributions', { unit: '回', support: 'これまでの受付完了から数えた回数が入っています。違うときは直してください。' }),
      circumstances, copy(asked.procurement_difficulty, circumstances),
      procedures, procedures && copy(asked.aerosol_procedures, procedures),
      both, field(areaField, 'opinion', { required: false, optional: true, rows: 3 })));
  const refusing = el('div', { class: 'stack' }, el('p', { text: '「否」のときは、配布方法と配布枚数は入力しません。' }), opinions(field(areaField, 'refusal_reason')));

  const show = () => {
    const [fromPrefecture, fromNation, all] = [prefecture.value, nation.value, total.value];
    giving.hidden = needed.value === 'no';
    refusing.hidden = needed.value !== 'no';
    both.hidden = !(fromPrefecture > 0 && fromNation > 0);
    confirmed.hidden = !(typeof all === 'number' && all > 2 * asked.quantity);
    const plus = [fromPrefecture, fromNation].filter(Number.isInteger).reduce((one, other) => one + other, 0);
    const differs = typeof all === 'number' && all !== plus;
    sum.textContent = `県＋国の合計：${number(plus)}枚${differs ? `（総配布枚数 ${number(all)}枚と一致していません）` : ''}`;
  };
  // The number that follows from the source is filled in where nothing stands yet.
  source.addEventListener('change', () => {
    const other = source.value === 'prefecture' ? nation : prefecture;
    if (other.value === null) other.value = 0;
  });
  show();

  return el('section', { class: 'card stack', on: { input: show } },
    el('h2', { text: `${itemName(policy, code)}（要請 ${number(asked.quantity ?? 0)}枚）` }),
    // Seldom, and only then loaded.
    saved.changed_since && (await import('/pages/review/changed.js')).changed(request, code),
    el('div', { class: 'beside' },
      el('div', { class: 'stack' }, itemFacts(request, code)),
      el('div', { class: 'stack' },
        needed, giving, refusing,
        field(areaField, 'message_to_facility', {
          label: ['医療機関への連絡（医療機関に表示されます）', el('span', { class: 'field__must', text: '※否・一部のとき必須' })], required: false,
          support: '「否」のとき、または総配布枚数が要請枚数より少ないときは、必ず入力してください。完了にした後、医療機関に表示し、メールで知らせます。',
        }))));
}

/** In a frame of its own, as the facility must not see it. */
const opinions = (...children) => el('fieldset', { class: 'field' },
  el('legend', { class: 'field__label', text: '都道府県意見（医療機関には表示されません）' }), el('div', { class: 'card' }, el('div', { class: 'stack' }, children)));

/** Puts the facility's own text into the field above. */
function copy(text, field) {
  const take = () => {
    field.value = [field.value.trimEnd(), text].filter(Boolean).join('\n');
    field.querySelector('textarea').focus();
  };
  const words = '医療機関の記載を写す';
  return text && el('button', { type: 'button', class: 'button button--small', text: words, 'aria-label': `${words}（${FIELDS[field.name.split('.')[2]]}）`, on: { click: take } });
}
