/** 照会: questions to the facility with their answers. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** @param open whether to say what the prefecture may do meanwhile */
export const questionList = (request, open) => [
  request.questions.length === 0 && el('p', { text: '照会はありません。' }),
  request.questions.map((question) => el('article', { class: 'card' },
    el('h3', { text: `照会（${dateTime(question.asked_at)}　${question.asked_by}）` }),
    el('p', { class: 'prose', text: question.text }),
    answerOf(request, question))),
  request.awaiting_answer && open && el('p', { text: '医療機関の回答を待っています。回答がなくても、都道府県の判断で完了にできます。' }),
];

function answerOf(request, question) {
  if (question.answered_at) return [el('h4', { text: `回答（${dateTime(question.answered_at)}）` }), el('p', { class: 'prose', text: question.answer })];
  return el('p', { text: request.awaiting_answer ? '回答はまだありません。' : '回答のないまま、確認が終わりました。' });
}
