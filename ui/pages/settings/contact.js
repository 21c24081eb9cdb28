/** Changing how a prefecture can be reached, and how long its mails are gathered. */

import { phone } from '/modules/normalize.js';
import { quantityField } from '/modules/quantity-field.js';
import { textField } from '/modules/text-field.js';
import { change } from '/pages/settings/change.js';
import { contactShown } from '/pages/settings/shown.js';

export async function build(context, code) {
  await change(context, code, { part: 'contact', name: '連絡先・まとめ送り', parts, standing: contactShown });
}

function parts(settings) {
  const tel = { inputmode: 'tel', normalize: phone, optional: true };
  const fields = [
    textField({ name: 'office', label: '担当課名', optional: true, support: '医療機関の画面とメールに表示します。', value: settings.office }),
    textField({ name: 'phone', label: '電話番号', ...tel, support: '例：03-1234-5678', value: settings.phone }),
    textField({ name: 'emergency_phone', label: '休日の緊急連絡先', ...tel, support: '入力期限（目安）が3日より先になるとき、医療機関に表示します。', value: settings.emergency_phone }),
    quantityField({ name: 'bundling_minutes', label: 'メールをまとめる時間', unit: '分', required: true, support: '0から15まで。0のときは、要請ごとにすぐ送ります。', value: settings.bundling_minutes }),
  ];
  return { nodes: fields, read: () => Object.fromEntries(fields.map(({ name, value }) => [name, value])) };
}
