/** One request as its prefecture and the ministry see it. Forms are loaded when they are asked for. */

import { get } from '/modules/api.js';
import { byId, el, replace } from '/modules/dom.js';
import { decided } from '/pages/request/officer/decided.js';
import { facilityPart } from '/pages/request/officer/facility-part.js';
import { questionList } from '/pages/request/officer/questions.js';
import { standing } from '/pages/request/officer/standing.js';
import { warnings } from '/pages/request/officer/warnings.js';
import { lastList } from '/pages/requests/back.js';
import { printButton, printStamp } from '/pages/requests/print.js';

export async function build(context) {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  const { json } = await get(`/api/requests/${encodeURIComponent(id)}`);
  await show(context, json);
  const mark = `done:${json.id}`;
  if (sessionStorage.getItem(mark)) (await import('/pages/request/officer/completed.js')).tellCompleted(context.main, json);
  else if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();
  sessionStorage.removeItem(mark);
  addEventListener('hashchange', revealHistory);
  revealHistory();
}

/** By a link to the history. */
function revealHistory() {
  if (location.hash === '#history') byId('history')?.querySelector('[data-opener]')?.click();
}

async function show(context, request) {
  const { session, policy, main } = context;
  const own = session.role === 'prefecture';
  const open = own && request.status === 'under_review';
  const again = ({ json }) => show(context, json);
  document.title = `緊急配布要請 ${request.number} - 緊急配布要請`;

  const asking = el('div', { class: 'stack' });
  const ask = async (focus) => {
    replace(asking, await (await import('/pages/request/officer/asking.js')).askForm(request, again));
    if (focus) asking.querySelector('textarea').focus();
  };
  const reopening = el('div', { class: 'no-print' });
  const reopen = async () => {
    replace(reopening, await (await import('/pages/request/officer/reopening.js')).reopeningSection(request, again));
    reopening.querySelector('textarea').focus();
  };
  const mayAsk = open && !request.awaiting_answer;
  if (mayAsk) replace(asking, opener('医療機関に照会する', () => ask(true)));
  if (request.status === 'accepted') replace(reopening, opener('受付完了を取り消す', reopen));

  replace(main,
    el('nav', { class: 'breadcrumb no-print', 'aria-label': 'パンくずリスト' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' > ', el('span', { 'aria-current': 'page', text: request.number })),
    el('h1', {}, '緊急配布要請 ', el('span', { class: 'whole', text: request.number })),
    standing(request),
    el('div', { class: 'row no-print' },
      [['review', '都道府県の記入欄へ'], ['questions', '照会へ'], ['history', '履歴へ']].map(([id, text]) => el('a', { class: 'button', href: `#${id}`, text })),
      printButton()),
    facilityPart(policy, request),
    later('surveys', '週次調査の推移', async () => (await import('/pages/request/officer/surveys.js')).surveysOf(policy, request)),
    part('review', '都道府県の記入欄', warnings(request), own && entry(request, open), decided(policy, request)),
    part('questions', '医療機関への照会', questionList(request, open), asking),
    reopening,
    later('history', '履歴', async () => (await import('/pages/request/officer/history.js')).historyOf(policy, request)),
    printStamp(session));
  if (mayAsk && isKept('question', request)) await ask(false);
}

/** The way to the prefecture's entry. @param open whether it still can be */
function entry(request, open) {
  const kept = isKept('review', request);
  const link = (text) => el('p', {}, el('a', { class: 'button button--main', href: `/review.html?id=${request.id}`, text }));
  return el('div', { class: 'stack no-print' },
    kept && el('p', { class: 'banner banner--warn', text: open ? '保存していない入力があります。「編集する」を押すと、続きから入力できます。' : '保存されなかった入力があります。' }),
    open ? link('編集する') : kept && link('保存されなかった入力を見る'));
}

const part = (id, title, ...children) => el('section', { class: 'stack', id, 'aria-labelledby': `${id}-title` },
  el('h2', { id: `${id}-title`, tabindex: '-1', text: title }), children);

/** A part that is loaded, and printed, when asked for; reading goes on there. */
function later(id, title, load) {
  const box = el('div', {}, opener(`${title}を表示する`, async () => {
    replace(box, await load());
    whole.classList.remove('no-print');
    byId(`${id}-title`).focus();
  }));
  const whole = part(id, title, box);
  whole.classList.add('no-print');
  return whole;
}

/** Whether this tab holds text that was typed and not sent. */
const isKept = (what, request) => Object.keys(sessionStorage).some((key) => key.endsWith(`:${what}:${request.id}`));

/** A button that loads what it opens. */
function opener(text, open) {
  const failed = el('p', { role: 'status' });
  const click = () => open().catch(() => { failed.textContent = '開けませんでした。通信の状態を確かめて、もう一度押してください。'; });
  return el('div', { class: 'row no-print' }, el('button', { type: 'button', class: 'button', dataset: { opener: '' }, text, on: { click } }), failed);
}
