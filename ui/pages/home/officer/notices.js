/** What an officer should know before reading the figures. */

import { isoDate, shortDate } from '/modules/days.js';
import { el } from '/modules/dom.js';

const MINUTE = 60000;
const DAY = 24 * 60 * MINUTE;

/** @param {any} policy @param {any} summary @param {number} now the server's time @returns {Node[]} */
export function notices(policy, summary, now) {
  const today = isoDate(new Date(now).toISOString());
  return [stale(policy, summary, now, today), afterClosedDays(summary, today), withoutAddress(summary), closedToday(summary)].filter(Boolean);
}

/** The whole minute of the cut-off counts, so figures of that minute are not yet complete either. @param {any} policy @param {any} summary @param {number} now @param {string} today */
function stale(policy, summary, now, today) {
  const cutoff = Date.parse(`${today}T${policy.cutoff}:00+09:00`);
  const of = Date.parse(summary.as_of);
  const late = now >= cutoff + MINUTE && of < cutoff + MINUTE;
  if (!(now >= cutoff && of < cutoff) && !late) return null;
  const hour = `${Number(policy.cutoff.slice(0, 2))}時${policy.cutoff.endsWith(':00') ? '' : `${policy.cutoff.slice(3)}分`}`;
  const words = of < cutoff ? `${hour}より前のデータです。` : `${hour}までの登録分がそろう前のデータです。`;
  return el('div', { class: 'banner banner--warn row' },
    el('p', { text: `${words}「最新の状態に更新」を押してから確認してください。` }),
    el('button', { type: 'button', class: 'button button--sub', text: '最新の状態に更新' }));
}

/** The chart holds yesterday and today only. @param {any} summary @param {string} today */
function afterClosedDays({ previous_business_day: previous }, today) {
  const yesterday = isoDate(new Date(Date.parse(`${today}T00:00:00+09:00`) - DAY / 2).toISOString());
  if (!previous || previous >= yesterday) return null;
  return el('div', { class: 'banner banner--info' },
    el('p', {}, `前営業日（${shortDate(previous)}）13時以降の要請は、この画面の集計に含まれないものがあります。`),
    el('p', { class: 'row' },
      el('a', { class: 'button button--small', href: '/requests.html?view=since_cutoff', text: '前営業日13時以降の要請を見る' }),
      el('a', { class: 'button button--small', href: '/requests.html?view=all', text: 'すべての要請を見る' })));
}

/** @param {any} summary */
function withoutAddress({ notification_address_missing: missing }) {
  return missing && el('div', { class: 'banner banner--warn' },
    el('p', {}, '確認済みの通知先メールアドレスがありません。要請のメールは届かず、国の担当者に送られます。', el('a', { class: 'button button--small', href: '/settings.html', text: '通知先を設定する' })));
}

/** @param {any} summary */
function closedToday({ business_day: open }) {
  return open === false && el('div', { class: 'banner banner--info' },
    el('p', { text: '本日は休業日です。本日登録された要請の入力期限（目安）は、翌営業日の17時です。' }));
}
