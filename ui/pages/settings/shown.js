/** A prefecture's contacts and days as they stand. */

import { dl } from '/modules/dl.js';
import { date } from '/modules/format.js';

export const contactShown = ({ office, phone, emergency_phone, bundling_minutes }) => dl([
  ['担当課名', office || '未設定'],
  ['電話番号', phone || '未設定'],
  ['休日の緊急連絡先', emergency_phone || '未設定'],
  ['メールをまとめる時間', bundling_minutes ? `${bundling_minutes}分` : 'まとめない（すぐに送る）'],
]);

const list = (days) => days.map(date).join('、') || 'なし';

export const daysShown = ({ days }) => dl([['独自の休業日', list(days.closed)], ['独自の営業日', list(days.open)]]);
