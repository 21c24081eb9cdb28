/** The prefecture's part as it is saved, to read and to print. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { date, dateTime } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { prefectureStatus } from '/modules/words.js';
import { changedMark } from '/pages/request/officer/changed-mark.js';
import { FIELDS, requestedCodes } from '/pages/request/officer/labels.js';
import { reviewShown } from '/pages/request/officer/words.js';

const WITH_REFUSAL = ['needed', 'refusal_reason', 'message_to_facility'];
const SELDOM = ['quantity_confirmed', 'both_sources_reason', 'opinion', 'aerosol_procedures'];
const HIDDEN_FROM_FACILITY = ['prior_distributions', 'circumstances', 'aerosol_procedures', 'both_sources_reason', 'refusal_reason', 'opinion'];

export function decided(policy, request) {
  const { review } = request;
  return el('div', { class: 'stack' },
    dl([
      ['都道府県確認ステータス', prefectureStatus[review.status]],
      review.reviewed_at && ['最後に保存した人・日時', `${review.reviewed_by?.name}　${dateTime(review.reviewed_at)}`],
      review.delay_reason && ['遅れる理由', review.delay_reason],
      review.expected_on && ['入力予定日', date(review.expected_on)],
    ]),
    requestedCodes(policy, request).map((code) => itemPart(policy, request, code)));
}

function itemPart(policy, request, code) {
  const item = request.review.items[code] ?? {};
  const fields = Object.keys(FIELDS).filter((field) => (item.needed === false ? WITH_REFUSAL.includes(field) : field !== 'refusal_reason'));
  const rows = fields.filter((field) => item[field] || !SELDOM.includes(field)).map((field) => [name(field), reviewShown(`items.${code}.${field}`, item[field])]);
  return el('section', { class: 'card' },
    el('h3', { text: `${itemName(policy, code)}（要請 ${reviewShown('items.x.quantity', request.items[code].quantity)}）` }),
    changedMark(item, el('a', { href: `/history.html?id=${request.id}`, text: '変わった項目を履歴で見る' })),
    item.needed === undefined || item.needed === null ? el('p', { text: '緊急配布の要否は、まだ入力されていません。' }) : dl(rows));
}

function name(field) {
  if (field === 'message_to_facility') return '医療機関への連絡（医療機関に表示されます）';
  return HIDDEN_FROM_FACILITY.includes(field) ? `都道府県意見：${FIELDS[field]}` : FIELDS[field];
}
