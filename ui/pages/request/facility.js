// One request as its facility sees it: where it stands, what comes next, the decision, questions, the own part, history.
import { get } from '/modules/api.js';
import { byId, el, replace } from '/modules/dom.js';
import { statusMark } from '/modules/status.js';
import { historySection } from '/pages/request/history.js';
import { contactSection, nextStep, reopened } from '/pages/request/next-step.js';
import { ownPart } from '/pages/request/own-part.js';
import { questions } from '/pages/request/questions.js';
import { printButton, printStamp } from '/pages/requests/print.js';

export async function build(context) {
  const id = new URLSearchParams(location.search).get('id') ?? '';
  const { json } = await get(`/api/requests/${encodeURIComponent(id)}`);
  const done = sessionStorage.getItem(`done:${json.id}`);
  sessionStorage.removeItem(`done:${json.id}`);
  await show(context, json, done);
}

async function show(context, request, message) {
  const { main, policy, session } = context;
  const again = (after, words) => show(context, after, words);
  const title = request.number ? `緊急配布要請 ${request.number}` : '緊急配布要請（申請前）';
  const step = await nextStep(request);
  document.title = `${title} - 緊急配布要請`;
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' },
      el('a', { href: '/requests.html', text: '要請の一覧' }), ' > ', el('span', { 'aria-current': 'page', class: 'nowrap', text: request.number ?? '申請前の要請' })),
    el('div', { class: 'row row--between' }, el('h1', {}, title.split(' ').map((text) => [el('span', { class: 'whole', text }), ' ']), statusMark(request.status, request.outcome)), printButton()),
    step,
    request.review && (await import('/pages/request/decision.js')).decision(policy, request),
    await questions(request, again),
    contactSection(request),
    ownPart(policy, request),
    withdrawal(request, again),
    historySection(policy, request, () => step.append(reopened())),
    printStamp(session));
  if (message) (await import('/pages/request/told.js')).tell(message, request);
  else if (location.hash === '#questions') byId('questions')?.scrollIntoView();
}

/** 取下げ: a button opens what asks once more. */
function withdrawal(request, again) {
  if (!['draft', 'ineligible', 'under_review'].includes(request.status)) return null;
  const box = el('div');
  const button = el('button', {
    type: 'button', class: 'button button--sub', text: 'この要請を取り下げる',
    on: { click: async () => (await import('/pages/request/withdrawal.js')).confirm(request, box, button, again) },
  });
  replace(box, button);
  return el('section', { class: 'stack no-print', 'aria-labelledby': 'withdraw-title' }, el('h2', { id: 'withdraw-title', text: '取下げ' }), box);
}
