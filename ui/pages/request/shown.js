// A field's value in words.
import { number } from '/modules/format.js';
import { outlook } from '/modules/items.js';

export function shown(path, value) {
  if (path.endsWith('.requested')) return value ? '要請する' : '要請しない';
  if (path === 'cannot_procure') return value ? 'チェックあり' : 'チェックなし';
  if (value === null || value === undefined || value === '') return path.includes('status') || path === 'outcome' ? 'なし' : '（未記入）';
  if (path.endsWith('.outlook')) return outlook[value] ?? value;
  return typeof value === 'number' ? `${number(value)}枚` : value;
}
