/** Dates and numbers for people, in Japan's time; '' for nothing. */

const FORMAT = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: 'numeric', minute: '2-digit' });

/** Writes the parts of a day or an instant. */
export const writer = (write) => (iso) => (iso ? write(Object.fromEntries(FORMAT.formatToParts(new Date(iso.length === 10 ? `${iso}T00:00+09:00` : iso)).map(({ type, value }) => [type, value]))) : '');

export const clock = ({ hour, minute }) => `${+hour}時${+minute ? `${minute.padStart(2, '0')}分` : ''}`;
export const day = ({ month, day: n, weekday }) => `${month}月${n}日（${weekday}）`;

/** 2026年11月24日（火）13時02分 */
export const dateTime = writer((p) => `${p.year}年${day(p)}${clock(p)}`);
/** 13時02分 */
export const time = writer(clock);
/** 2026年11月24日（火）, of a day or an instant */
export const date = writer((p) => `${p.year}年${day(p)}`);

/** 1,234,567 */
export const number = (n) => n?.toLocaleString('ja-JP') ?? '';
