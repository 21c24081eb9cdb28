/** The prefecture's part in words: a field's name with its item's, and a value. */

import { date, number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { source } from '/modules/words.js';
import { FIELDS } from '/pages/request/officer/labels.js';

const WHOLE = { delay_reason: '遅れる理由', expected_on: '入力予定日', status: '対応ステータス', prefecture_status: '都道府県確認ステータス' };

/** A field's name for people. */
export function reviewLabel(policy, path) {
  const [first, code, field] = path.split('.');
  return first === 'items' ? `${itemName(policy, code)}：${FIELDS[field] ?? '項目'}` : WHOLE[path] ?? '項目';
}

/** A value for people. */
export function reviewShown(path, value) {
  const field = path.split('.').pop() ?? '';
  if (field === 'needed' && typeof value === 'boolean') return value ? '要' : '否';
  if (value === null || value === undefined || value === '' || value === false) return '（未入力）';
  if (value === true) return '確認済み';
  if (typeof value === 'number') return `${number(value)}${field === 'prior_distributions' ? '回' : '枚'}`;
  if (field === 'source') return source[value] ?? String(value);
  return field === 'expected_on' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value) ? date(value) : String(value);
}
