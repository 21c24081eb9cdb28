// @ts-check
/** Dates and numbers as people read them, always in Japan's time. Nothing gives ''. */

const FORMAT = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: 'numeric', minute: '2-digit' });

const writer = (write) => (iso) => (iso ? write(Object.fromEntries(FORMAT.formatToParts(new Date(iso.length === 10 ? `${iso}T00:00+09:00` : iso)).map(({ type, value }) => [type, value]))) : '');

const clock = ({ hour, minute }) => `${+hour}時${+minute ? `${minute.padStart(2, '0')}分` : ''}`;
const day = ({ month, day: n, weekday }) => `${month}月${n}日（${weekday}）`;

/** 2026年11月24日（火）13時02分 */
export const dateTime = writer((p) => `${p.year}年${day(p)}${clock(p)}`);
/** 11月24日13時02分 */
export const shortDateTime = writer((p) => `${p.month}月${p.day}日${clock(p)}`);
/** 13時02分 */
export const time = writer(clock);
/** 2026年11月24日（火）, of a day or an instant */
export const date = writer((p) => `${p.year}年${day(p)}`);
/** 11月24日（火） */
export const shortDate = writer(day);
/** The day in Japan, as data: 2026-11-24 */
export const isoDate = writer((p) => `${p.year}-${p.month.padStart(2, '0')}-${p.day.padStart(2, '0')}`);

/** 1,234,567 */
export const number = (n) => n?.toLocaleString('ja-JP') ?? '';
