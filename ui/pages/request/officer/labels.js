/** The prefecture's part as flat values by field path: names, shown words, and what differs. */

import { date, number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { source } from '/modules/words.js';

/** @typedef {Record<string, any>} Values by the server's field path */

/** The fields of an item in reading order. */
export const FIELDS = {
  needed: '緊急配布の要否',
  source: '配布方法',
  prefecture_quantity: '県の配布枚数',
  national_quantity: '国の配布枚数',
  total_quantity: '総配布枚数',
  quantity_confirmed: '枚数の確認',
  both_sources_reason: '都道府県と国の両方から配布する理由',
  prior_distributions: 'これまでの配布回数',
  circumstances: '自ら調達できない具体的な事情',
  aerosol_procedures: 'エアロゾル発生手技を行う具体的な事情',
  refusal_reason: '配布しない理由',
  opinion: 'その他の意見',
  message_to_facility: '医療機関への連絡',
};
const WHOLE = { delay_reason: '遅れる理由', expected_on: '入力予定日', status: '対応ステータス', prefecture_status: '都道府県確認ステータス' };
/** Those that hold text. */
export const TEXTS = ['both_sources_reason', 'circumstances', 'aerosol_procedures', 'refusal_reason', 'opinion', 'message_to_facility'];

/** Codes of the requested items, in the catalogue's order. @param {any} policy @param {any} request @returns {string[]} */
export const requestedCodes = (policy, request) => policy.catalogue.map((item) => item.code).filter((code) => request.items[code]?.requested);

/** @param {string[]} codes @param {any} review @returns {Values} */
export function flatten(codes, review) {
  
  const values = {};
  for (const code of codes) {
    for (const field of Object.keys(FIELDS)) {
      values[`items.${code}.${field}`] = review.items[code]?.[field] ?? (TEXTS.includes(field) ? '' : field === 'quantity_confirmed' ? false : null);
    }
  }
  values.delay_reason = review.delay_reason ?? '';
  values.expected_on = review.expected_on ?? null;
  return values;
}

/** Paths that differ, in reading order; line ends count for nothing. @param {Values} one @param {Values} other */
export function differing(one, other) {
  const plain = (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value ?? null);
  return Object.keys(one).filter((path) => path in other && plain(one[path]) !== plain(other[path]));
}

/** A field's name for people. @param {any} policy @param {string} path */
export function reviewLabel(policy, path) {
  const [first, code, field] = path.split('.');
  return first === 'items' ? `${itemName(policy, code)}：${FIELDS[field] ?? '項目'}` : WHOLE[path] ?? '項目';
}

/** A value for people. @param {string} path @param {any} value @returns {string} */
export function reviewShown(path, value) {
  const field = path.split('.').pop() ?? '';
  if (field === 'needed' && typeof value === 'boolean') return value ? '要' : '否';
  if (value === null || value === undefined || value === '' || value === false) return '（未入力）';
  if (value === true) return '確認済み';
  if (typeof value === 'number') return `${number(value)}${field === 'prior_distributions' ? '回' : '枚'}`;
  if (field === 'source') return source[value] ?? String(value);
  return field === 'expected_on' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? date(value) : String(value);
}
