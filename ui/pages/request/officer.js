/** One request as its prefecture and the ministry see it. What is entered, asked or taken back has a page of its own. */

import { get } from '/modules/api.js';
import { byId, el, replace } from '/modules/dom.js';
import { isKept } from '/modules/kept.js';
import { way } from '/modules/way.js';
import { decided } from '/pages/request/officer/decided.js';
import { facilityPart } from '/pages/request/officer/facility-part.js';
import { questionList } from '/pages/request/officer/questions.js';
import { standing } from '/pages/request/officer/standing.js';
import { surveysOf } from '/pages/request/officer/surveys.js';
import { warnings } from '/pages/request/officer/warnings.js';
import { lastList } from '/pages/requests/back.js';
import { printButton, printStamp } from '/pages/requests/print.js';

export async function build({ session, policy, main }) {
  const { json: request } = await get(`/api/requests/${encodeURIComponent(new URLSearchParams(location.search).get('id') ?? '')}`);
  const { id, number, status } = request;
  const own = session.role === 'prefecture';
  const open = own && status === 'under_review';
  const surveys = await surveysOf(policy, request);
  document.title = `緊急配布要請 ${number} - 緊急配布要請`;
  replace(main,
    el('nav', { class: 'breadcrumb no-print', 'aria-label': 'パンくず' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' > ', el('span', { 'aria-current': 'page', text: number })),
    el('h1', {}, '緊急配布要請 ', el('span', { class: 'whole', text: number })),
    standing(request),
    el('div', { class: 'row no-print' },
      [['#review', '都道府県の記入欄へ'], ['#questions', '照会へ'], [`/history.html?id=${id}`, '履歴を見る']].map(([href, text]) => el('a', { class: 'button', href, text })),
      printButton()),
    facilityPart(policy, request),
    part('surveys', '週次調査の推移', surveys),
    part('review', '都道府県の記入欄', warnings(request), own && entry(request, open), decided(policy, request),
      status === 'accepted' && noPrint(way('受付完了を取り消す', `/reopening.html?id=${id}`, { key: `reopening:${id}` }))),
    part('questions', '医療機関への照会', questionList(request, open),
      open && !request.awaiting_answer && noPrint(way('医療機関に照会する', `/question.html?id=${id}`, { key: `question:${id}` }))),
    printStamp(session));
  if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();
}

/** The way to the prefecture's entry; to what was typed and could not be saved, too. */
function entry({ id }, open) {
  const key = `review:${id}`;
  const href = `/review.html?id=${id}`;
  if (open) return noPrint(way('編集する', href, { key, main: true }));
  return isKept(key) && noPrint(way('保存されなかった入力を見る', href));
}

const noPrint = (...nodes) => el('div', { class: 'stack no-print' }, nodes);

const part = (id, title, ...children) => el('section', { class: 'stack', id, 'aria-labelledby': `${id}-title` },
  el('h2', { id: `${id}-title`, text: title }), children);
