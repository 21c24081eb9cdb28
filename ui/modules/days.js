/** Days and instants without their year, and days as data. */

import { clock, day, writer } from './format.js';

/** 11月24日13時02分 */
export const shortDateTime = writer((p) => `${p.month}月${p.day}日${clock(p)}`);
/** 11月24日（火） */
export const shortDate = writer(day);
/** The day in Japan, as data: 2026-11-24 */
export const isoDate = writer((p) => `${p.year}-${p.month.padStart(2, '0')}-${p.day.padStart(2, '0')}`);
