/** What an officer should know before reading the figures. */

import { isoDate, shortDate } from '/modules/days.js';
import { el } from '/modules/dom.js';
import { cutoff, target } from '/modules/hours.js';

const MINUTE = 60000;
const DAY = 24 * 60 * MINUTE;

/** @param now the server's time */
export function notices(policy, summary, now) {
  const today = isoDate(new Date(now).toISOString());
  return [stale(policy, summary, now, today), afterClosedDays(policy, summary, today), closedToday(policy, summary)].filter(Boolean);
}

/** Figures from before the cut-off, whose whole minute counts; from before the target, after which what is due is overdue; or from before today. */
function stale(policy, summary, now, today) {
  const of = Date.parse(summary.as_of);
  const missed = (time, later = 0) => {
    const instant = Date.parse(`${today}T${time}:00+09:00`) + later;
    return of < instant && instant <= now;
  };
  const words = missed(policy.cutoff) ? `${cutoff(policy)}より前のデータです。`
    : missed(policy.cutoff, MINUTE) ? `${cutoff(policy)}までの登録分がそろう前のデータです。`
      : missed(policy.target, 1) ? `${target(policy)}より前のデータです。`
        : missed('00:00') ? `${shortDate(summary.as_of)}のデータです。` : null;
  if (!words) return null;
  return el('div', { class: 'banner banner--warn row' },
    el('p', { text: `${words}「最新の状態に更新」を押してから確認してください。` }),
    el('button', { type: 'button', class: 'button button--sub', text: '最新の状態に更新' }));
}

/** The chart holds yesterday and today only. */
function afterClosedDays(policy, { previous_business_day: previous }, today) {
  const yesterday = isoDate(new Date(Date.parse(`${today}T00:00:00+09:00`) - DAY / 2).toISOString());
  if (!previous || previous >= yesterday) return null;
  return el('div', { class: 'banner banner--info' },
    el('p', {}, `前営業日（${shortDate(previous)}）${cutoff(policy)}以降の要請は、この画面の集計に含まれないものがあります。`),
    el('p', { class: 'row' },
      el('a', { class: 'button button--small', href: '/requests.html?view=since_cutoff', text: `前営業日${cutoff(policy)}以降の要請を見る` }),
      el('a', { class: 'button button--small', href: '/requests.html?view=all', text: 'すべての要請を見る' })));
}

function closedToday(policy, { business_day: open }) {
  return open === false && el('div', { class: 'banner banner--info' },
    el('p', { text: `本日は休業日です。本日登録された要請の入力期限（目安）は、翌営業日の${target(policy)}です。` }));
}
