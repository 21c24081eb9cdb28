// The fields of the facility's part.
import { checks } from '/modules/checks.js';
import { check, choice } from '/modules/choices.js';
import { el } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { outlook } from '/modules/items.js';
import { phone, postal } from '/modules/normalize.js';
import { quantityField } from '/modules/quantity-field.js';
import { requestableItems } from '/modules/requestable.js';
import { textField } from '/modules/text-field.js';
import { itemOf } from '/pages/request/item.js';
import { flatten } from '/pages/request/part.js';

const NO_PATIENTS = '患者の氏名など、個人が分かる情報は書かないでください。';

/** Condition ②: what the facility is registered as. */
function designation(policy, request) {
  const good = policy.qualifying_designations.filter(({ code }) => request.facility.designations.includes(code));
  const box = el('div', { id: 'designation', tabindex: '-1', class: !good.length && 'banner banner--warn' });
  if (good.length) box.textContent = `登録：${good.map(({ label }) => label).join('、')}`;
  else import('/pages/request-edit/designation.js').then(({ askSection }) => box.append(...askSection(request)));
  return box;
}

/** @param request  the request whose part is edited */
export function partFields(policy, request) {
  const open = requestableItems(policy);
  const catalogue = policy.catalogue.filter((item) => open.includes(item) || request.items[item.code]?.requested);
  const codes = catalogue.map(({ code }) => code);
  const values = flatten(request, codes);
  const fields = {};
  const add = (build, name, label, more) => (fields[name] = Object.assign(build({ name, label, legend: label, value: values[name], ...more }), { label }));
  const must = { required: true };
  const may = { optional: true };

  const items = checks({
    name: 'items', legend: '要請する物資', ...must,
    options: catalogue.map(({ code, name }) => ({ value: code, label: name })),
    value: codes.filter((code) => values[`items.${code}.requested`]),
  });

  const sections = catalogue.map(({ code, name, aerosol_required: aerosol }) => {
    const path = (field) => `items.${code}.${field}`;
    const count = (field, label, need) => add(quantityField, path(field), label, need);
    const area = (field, label) => add(areaField, path(field), label, { ...must, support: NO_PATIENTS });
    fields[path('requested')] = {
      label: '要請する',
      get value() { return items.value.includes(code); },
      set value(on) { items.value = [...items.value.filter((one) => one !== code), ...(on ? [code] : [])]; },
    };
    fields[path('aerosol_procedures')] = { value: values[path('aerosol_procedures')] };
    return el('section', { class: 'card stack', 'aria-labelledby': `item-${code}` },
      el('h3', { id: `item-${code}`, text: name }),
      add(choice, path('outlook'), '備蓄見通し', {
        ...must,
        support: '1週間を超え1か月に満たないときは「2～3週間」を選んでください。',
        options: Object.entries(outlook).map(([value, label]) => ({ value, label })),
      }),
      count('quantity', '要請枚数', must),
      count('weekly_consumption', '今後1週間の想定消費量', may),
      count('stock', '前日時点の在庫量', may),
      area('procurement_difficulty', '自ら調達できない具体的な事情'),
      aerosol && area('aerosol_procedures', 'エアロゾル発生手技を行う具体的な事情'));
  });
  const showTicked = () => sections.forEach((node, at) => { node.hidden = !items.value.includes(codes[at]); });
  for (const event of ['input', 'change']) items.addEventListener(event, showTicked);
  showTicked();

  const text = (name, label, more) => add(textField, name, label, { ...must, ...more });
  const nodes = [
    el('h2', { text: '1 要件の確認' }),
    el('h3', { text: '要件① 調達の状況' }),
    add(check, 'cannot_procure', '欠品等により自ら調達できない', must),
    el('h3', { text: '要件② 登録' }),
    designation(policy, request),
    el('h3', { text: '要件③ 備蓄見通し' }),
    el('p', { text: `備蓄見通しが${policy.qualifying_outlooks.map(({ label }) => `「${label}」`).join('または')}の物資だけを要請できます。` }),
    el('h2', { text: '2 要請する物資' }),
    request.status === 'draft' && el('p', { text: '週次調査に回答しているときは、在庫量などに最新の回答を入れてあります。' }),
    items,
    sections,
    el('h2', { text: '3 連絡先・届け先' }),
    text('contact.person', '担当者名', { autocomplete: 'name' }),
    text('contact.phone', '電話番号', { inputmode: 'tel', autocomplete: 'tel', normalize: phone }),
    text('delivery.postal_code', '郵便番号', { inputmode: 'numeric', autocomplete: 'postal-code', normalize: postal, support: '例：100-8916' }),
    text('delivery.address', '届け先の住所', { autocomplete: 'street-address' }),
    add(textField, 'delivery.receiving_hours', '受取り可能な時間', { ...may, support: '例：平日9時～16時' }),
    add(areaField, 'remarks', '備考', { ...may, support: NO_PATIENTS }),
  ];

  /** What is no number is not sent while its item is hidden: nobody would see what the server says of it. */
  const read = (path) => {
    const { value } = fields[path];
    return typeof values[path] !== 'string' && typeof value === 'string' && !path.endsWith('.outlook') && !items.value.includes(itemOf(path)) ? null : value;
  };
  return {
    catalogue,
    codes,
    nodes,
    fields: { ...fields, items },
    values: () => Object.fromEntries(Object.keys(values).map((path) => [path, read(path)])),
  };
}
