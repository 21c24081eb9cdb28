/** A version of the rules in words, and what differs between two. */

import { isoDate } from '/modules/days.js';
import { date } from '/modules/format.js';
import { outlook } from '/modules/items.js';
import { designation } from '/modules/words.js';

/** 13:00 → 13時 */
export function hour(clock) {
  const [hours, minutes] = clock.split(':');
  return minutes === undefined ? clock : `${Number(hours)}時${minutes === '00' ? '' : `${minutes}分`}`;
}

const days = (days) => days.map((day) => (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? date(day) : day)).join('、') || 'なし';

function supply({ name, unit, order, aerosol_required, valid_from, valid_to }) {
  const period = valid_from || valid_to ? `、取扱い${valid_from ? date(valid_from) : ''}～${valid_to ? date(valid_to) : ''}` : '';
  return `${name}（単位：${unit}、表示順：${order}${aerosol_required ? '、エアロゾル発生手技の記入が必要' : ''}${period}）`;
}

/** Pairs of label and words. */
export const contents = (version) => [
  ['要件②を満たす登録', version.qualifying_designations.map((code) => designation[code]).join('、') || 'なし'],
  ['要件③を満たす備蓄見通し', version.qualifying_outlooks.map((code) => outlook[code]).join('、') || 'なし'],
  ['締切時刻', `${hour(version.cutoff)}（この時刻の1分間を含む）`],
  ['入力期限の時刻', hour(version.target)],
  ['国の休業日', days(version.days.closed)],
  ['国の営業日', days(version.days.open)],
  ['物資', version.catalogue.map(supply).join('\n')],
  ['申請の受付', version.acceptance.open ? '受付中' : '停止'],
  ['お知らせ', version.acceptance.notice || 'なし'],
];

/** What a later version says otherwise: label, before, after. */
export function differences(before, after) {
  const old = contents(before);
  return contents(after).flatMap(([label, text], at) => (text === old[at][1] ? [] : [[label, old[at][1], text]]));
}

/** An item of a newer version that does not hold: kept in the list as the server asks, but not to be requested before its time. */
const unborn = (item, { state, effective_from }) => (state === 'scheduled'
  ? { ...item, valid_from: item.valid_from ?? isoDate(effective_from) }
  : { ...item, valid_from: null, valid_to: '2000-01-01' });

/** The rules in force, as they are sent for a new version; with every item of the newest one. */
export function rules({ qualifying_designations, qualifying_outlooks, cutoff, target, days: own, catalogue, acceptance }, newest) {
  const missing = newest.catalogue.filter(({ code }) => !catalogue.some((item) => item.code === code));
  const all = [...catalogue, ...missing.map((item) => unborn(item, newest))];
  return { effective_from: null, qualifying_designations, qualifying_outlooks, cutoff, target, days: own, catalogue: all, acceptance };
}
