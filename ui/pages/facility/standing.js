/** What can be changed of a facility, as it stands. */

import { dl } from '/modules/dl.js';
import { date } from '/modules/format.js';
import { category, designation } from '/modules/words.js';

export const designationsShown = (designations) => designations.map((each) => designation[each]).join('\n') || 'なし';

/** @param fixed  rows of what stays as it is */
export const standing = ({ name, category: kind, designations, contact, delivery, mail, valid_from, valid_to }, ...fixed) => dl([
  ...fixed,
  ['医療機関名', name],
  ['区分', category[kind]],
  ['登録の区分（要件②）', designationsShown(designations)],
  ['担当者名', contact.person],
  ['電話番号', contact.phone],
  ['郵便番号', delivery.postal_code],
  ['住所', delivery.address],
  ['受取り可能な時間', delivery.receiving_hours],
  ['メールアドレス', mail],
  ['有効期間', valid_from || valid_to ? `${date(valid_from)}～${date(valid_to)}` : '定めなし'],
]);
