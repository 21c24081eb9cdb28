/** The fields of a facility's master data. */

import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { phone, postal } from '/modules/normalize.js';
import { textField } from '/modules/text-field.js';
import { category } from '/modules/words.js';
import { designationsField } from '/pages/facility/designations-field.js';

const CATEGORIES = Object.entries(category).map(([value, label]) => ({ value, label }));

export function masterFields({ name, category: kind, designations, contact, delivery, mail, valid_from, valid_to }) {
  const own = {
    name: textField({ name: 'name', label: '医療機関名', required: true, value: name }),
    category: choice({ name: 'category', legend: '区分', required: true, options: CATEGORIES, value: kind }),
    designations: designationsField(designations),
    mail: textField({ name: 'mail', label: 'メールアドレス', optional: true, inputmode: 'email', value: mail }),
    valid_from: dateField({ name: 'valid_from', legend: '有効期間の始まり', optional: true, value: valid_from }),
    valid_to: dateField({ name: 'valid_to', legend: '有効期間の終わり', optional: true, value: valid_to }),
  };
  const person = textField({ name: 'contact.person', label: '担当者名', optional: true, value: contact.person });
  const tel = textField({ name: 'contact.phone', label: '電話番号', optional: true, inputmode: 'tel', normalize: phone, support: '例：03-1234-5678', value: contact.phone });
  const code = textField({ name: 'delivery.postal_code', label: '郵便番号', optional: true, inputmode: 'numeric', normalize: postal, support: '例：100-8916', value: delivery.postal_code });
  const address = textField({ name: 'delivery.address', label: '住所', optional: true, value: delivery.address });
  const hours = textField({ name: 'delivery.receiving_hours', label: '受取り可能な時間', optional: true, support: '例：平日9時～17時', value: delivery.receiving_hours });
  return {
    nodes: [own.name, own.category, own.designations, person, tel, code, address, hours, own.mail, own.valid_from, own.valid_to],
    read: () => ({
      ...Object.fromEntries(Object.entries(own).map(([field, { value }]) => [field, value])),
      contact: { person: person.value, phone: tel.value },
      delivery: { postal_code: code.value, address: address.value, receiving_hours: hours.value },
    }),
  };
}
