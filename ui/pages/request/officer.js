/** One request as its prefecture and the ministry see it. Forms are loaded when they are asked for. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { statusMark } from '/modules/status.js';
import { decided } from '/pages/request/officer/decided.js';
import { facilityPart } from '/pages/request/officer/facility-part.js';
import { questionList } from '/pages/request/officer/questions.js';
import { lastList } from '/pages/requests/back.js';
import { printButton, printStamp } from '/pages/requests/print.js';

/** @typedef {{json: any, etag: string|null}} Loaded */
/** @typedef {{edit?: boolean, mine?: any, base?: any, problem?: any, status?: string}} Typed what is typed and not saved */

/** @param {{session: any, policy: any, main: HTMLElement}} context @param {Loaded} [loaded] */
export async function build(context, loaded) {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  await render(context, loaded?.json ? loaded : await get(`/api/requests/${encodeURIComponent(id)}`));
}

/** @param {{session: any, policy: any, main: HTMLElement}} context @param {Loaded} loaded @param {Typed} [typed] */
async function render(context, loaded, typed = {}) {
  const { session, policy, main } = context;
  const request = loaded.json;
  const open = session.role === 'prefecture' && request.status === 'under_review';
  const again = (answer, next) => render(context, answer, next);
  const top = el('div', { class: 'stack' });
  const review = el('div', { class: 'stack' });
  const questions = el('div', { class: 'stack' });
  const surveys = el('div', { class: 'stack' });
  const history = el('div', { class: 'stack' });
  const reopening = el('div', { class: 'no-print' });
  let edit = null;

  const openEditor = async (focus) => {
    const { editing } = await import('/pages/request/officer/editing.js');
    edit = await editing(policy, loaded, typed, again);
    replace(top, edit.top);
    replace(review, edit.node);
    if (focus) edit.node.querySelector('input').focus();
  };
  const openAsking = async (now, focus) => {
    const { askForm } = await import('/pages/request/officer/asking.js');
    const node = askForm(now, async (answer) => {
      if (!edit) return again(answer);
      edit.follow(answer);
      showQuestions(answer.json);
      showHistory();
      return undefined;
    });
    replace(questions, questionList(now, true), node);
    if (focus) node.querySelector('textarea').focus();
  };
  const showHistory = async () => replace(history, (await import('/pages/request/officer/history.js')).historyOf(policy, request));
  const showSurveys = async () => replace(surveys, (await import('/pages/request/officer/surveys.js')).surveysOf(policy, request));
  const showQuestions = (now) => replace(questions, questionList(now, open),
    open && !now.awaiting_answer && opener('医療機関に照会する', () => openAsking(now, true)));

  replace(review, open && opener('編集する', () => openEditor(true), 'button--main'), decided(policy, request));
  showQuestions(request);
  if (request.status === 'accepted') {
    replace(reopening, opener('受付完了を取り消す', async () => {
      const { reopeningSection } = await import('/pages/request/officer/reopening.js');
      replace(reopening, reopeningSection(request, again));
      reopening.querySelector('textarea').focus();
    }));
  }

  const title = `緊急配布要請 ${request.number}`;
  document.title = `${title} - 緊急配布要請`;
  replace(main,
    top,
    el('nav', { class: 'breadcrumb no-print', 'aria-label': 'パンくずリスト' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' ＞ ', el('span', { 'aria-current': 'page', text: request.number })),
    el('h1', { text: title }),
    standing(request),
    el('div', { class: 'row no-print' },
      el('a', { class: 'button button--small', href: '#review', text: '都道府県の記入欄へ' }), el('a', { class: 'button button--small', href: '#questions', text: '照会へ' }), el('a', { class: 'button button--small', href: '#history', text: '履歴へ' }),
      printButton()),
    facilityPart(policy, request),
    part('surveys', '週次調査の推移', surveys),
    part('review', '都道府県の記入欄', warnings(request), review),
    part('questions', '医療機関への照会', questions),
    reopening,
    part('history', '履歴', history),
    printStamp(session));
  whenNear(surveys, showSurveys);
  whenNear(history, showHistory);

  if (open && (typed.edit || isKept('review', request))) await openEditor(false);
  if (open && !request.awaiting_answer && isKept('question', request)) await openAsking(request, false);
  if (session.role === 'prefecture' && !open && isKept('review', request)) {
    replace(top, (await import('/pages/request/officer/left-over.js')).leftOver(policy, request, typed.problem));
  }
  // What somebody else saved meanwhile is told first.
  top.querySelector('#conflict')?.focus();
}

/** @param {string} id @param {string} title @param {...any} children */
const part = (id, title, ...children) => el('section', { class: 'stack', id, 'aria-labelledby': `${id}-title` },
  el('h2', { id: `${id}-title`, tabindex: '-1', text: title }), children);

/** Loads what stands further down once somebody comes near it. @param {HTMLElement} node @param {() => Promise<void>} load */
function whenNear(node, load) {
  replace(node, el('p', { class: 'no-print', text: '読み込んでいます。' }));
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    load().catch(() => replace(node, opener('もう一度読み込む', load)));
  }, { rootMargin: '400px' });
  observer.observe(node);
}

/** Whether this tab holds text that was typed before and not sent. @param {string} what @param {any} request */
const isKept = (what, request) => Object.keys(sessionStorage).some((key) => key.endsWith(`:${what}:${request.id}`));

/** A button that loads what it opens. @param {string} text @param {() => Promise<void>} open @param {string} [kind] */
function opener(text, open, kind = 'button--sub') {
  const failed = el('p', { role: 'status' });
  const click = () => open().catch(() => { failed.textContent = '開けませんでした。通信の状態を確かめて、もう一度押してください。'; });
  return el('div', { class: 'row no-print' }, el('button', { type: 'button', class: `button ${kind}`, text, on: { click } }), failed);
}

/** @param {any} request */
function standing(request) {
  return el('div', { class: 'row' },
    statusMark(request.status, request.outcome),
    request.due_at && el('span', { text: `入力期限（目安） ${dateTime(request.due_at)}` }),
    request.overdue && el('span', { class: 'overdue', text: '入力期限超過' }),
    request.awaiting_answer && el('strong', { text: '照会中（医療機関の回答待ち）' }));
}

/** What the server would have looked at twice. @param {any} request */
function warnings({ warnings: all }) {
  return all?.length > 0 && el('div', { class: 'banner banner--warn' },
    el('p', { class: 'banner__title', text: '確認してください' }), el('ul', {}, all.map((warning) => el('li', { text: warning.message }))));
}
