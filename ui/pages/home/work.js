/** What is to be done, as cards; each count leads to the list of just those requests. */

import { isoDate } from '/modules/days.js';
import { el } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { target } from '/modules/hours.js';

const TODAY = '/requests.html?view=open&due_today=true';

/** Due today: what waits for a facility's answer is told apart, as in the mails (SPEC 5). @param now the server's time */
export function dueToday(policy, { due_today: due, due_today_awaiting: asked }, now) {
  const late = now > Date.parse(`${isoDate(new Date(now).toISOString())}T${policy.target}:00+09:00`);
  const title = late ? `本日${target(policy)}の入力期限を過ぎた要請` : `本日${target(policy)}までに対応が必要な要請`;
  return card(title, `${number(due)}件`, [list(title, `${TODAY}&awaiting_answer=false`)],
    late && due > 0 && el('p', { class: 'overdue', text: '入力期限を過ぎています。' }),
    asked > 0 && el('p', { class: 'row' }, `ほかに照会中（回答待ち）：${number(asked)}件`, list('本日が入力期限の要請', `${TODAY}&awaiting_answer=true`, '照会中の一覧を見る')));
}

/** Everything past its target, of whatever day. */
export function overdue({ overdue: count }) {
  const title = '入力期限を過ぎた要請（入力期限超過）';
  return card(title, `${number(count)}件`, [list(title, '/requests.html?view=open&overdue=true')],
    el('p', { class: 'sub', text: '前日までの要請と、照会中の要請を含みます。' }));
}

export const card = (title, figure, links, ...notes) => el('section', { class: 'card card--count' },
  el('h2', { text: title }), el('p', { class: 'row' }, el('strong', { text: figure }), links), notes);

export const list = (title, href, text = '一覧を見る') => el('a', { class: 'button button--small', href, text, 'aria-label': `${title}の${text}` });
