/** An hour of the day. */

import { textField } from '/modules/text-field.js';

/** １３時 → 13:00; what is no time stays as it is typed. */
export function clock(text) {
  const plain = text.normalize('NFKC').trim();
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:時](?:(\d{1,2})分?)?)?$/.exec(plain) ?? [];
  return hours ? `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}` : plain;
}

export const timeField = ({ support = '24時間で、13:00のように入力してください。', ...options }) =>
  textField({ support, required: true, normalize: clock, size: 'year', ...options });
