/** Everything of a prefecture's settings but its addresses. */

import { put } from '/modules/api.js';
import { dateField } from '/modules/date-field.js';
import { el } from '/modules/dom.js';
import { phone } from '/modules/normalize.js';
import { quantityField } from '/modules/quantity-field.js';
import { textField } from '/modules/text-field.js';
import { editing, group } from '/pages/admin/edit.js';
import { daysField } from '/pages/admin/rows.js';

export function settingsForm({ policy, path, key, close, load, changed, now }) {
  return editing({
    key, close, title: '設定の変更', submit: '保存', base: now().etag, stale: load,
    build: () => parts(policy, now().settings),
    send: (values) => put(path, values, { etag: now().etag }),
    saved: (answer) => changed(answer, '設定を保存しました。'),
  });
}

function parts(policy, settings) {
  const tel = { inputmode: 'tel', normalize: phone, optional: true };
  const fields = {
    office: textField({ name: 'office', label: '担当課名', optional: true, support: '医療機関の画面とメールに表示します。', value: settings.office }),
    phone: textField({ name: 'phone', label: '電話番号', ...tel, support: '例：03-1234-5678', value: settings.phone }),
    emergency_phone: textField({ name: 'emergency_phone', label: '休日の緊急連絡先', ...tel, support: '入力期限（目安）が3日より先になるとき、医療機関に表示します。', value: settings.emergency_phone }),
    bundling_minutes: quantityField({ name: 'bundling_minutes', label: 'メールをまとめる時間', unit: '分', required: true, support: '0から15まで。0のときは、要請ごとにすぐ送ります。', value: settings.bundling_minutes }),
  };
  const closed = daysField({ name: 'days.closed', legend: '独自の休業日', support: '土日、祝日、12月29日から1月3日のほかに休業とする日です。', values: settings.days.closed });
  const open = daysField({ name: 'days.open', legend: '独自の営業日', support: '土日、祝日などの休業日のうち、営業とする日です。', values: settings.days.open });
  const stock = policy.catalogue.map((item) => stockField(item, settings.stock[item.code]));
  const read = () => ({
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    days: { closed: closed.days(), open: open.days() },
    stock: Object.fromEntries(stock.map((each) => [each.code, each.read()]).filter(([, level]) => level)),
  });
  const tidy = () => {
    closed.tidy();
    open.tidy();
  };
  const nodes = [Object.values(fields), closed, open, el('h4', { text: '都道府県の備蓄' }), el('p', { class: 'field__support', text: '枚数が分からない物資は、枚数と基準日を空にしてください。' }), stock];
  return { nodes, read, tidy };
}

function stockField({ code, name }, level) {
  const quantity = quantityField({ name: `stock.${code}.quantity`, label: '在庫枚数', value: level?.quantity });
  const day = dateField({ name: `stock.${code}.as_of`, legend: '基準日', value: level?.as_of });
  const node = group({ name: `stock.${code}`, legend: name, focus: quantity.querySelector('input') }, quantity, day);
  const read = () => (quantity.value === null && day.value === null ? null : { quantity: quantity.value, as_of: day.value });
  return Object.assign(node, { code, read });
}
