// 照会: the prefecture's questions with their answers.
import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** @param again  shows the request anew */
export async function questions(request, again) {
  if (request.questions.length === 0) return null;
  const form = request.awaiting_answer && await (await import('/pages/request/answer.js')).answerForm(request, again);
  return el('section', { class: 'stack', id: 'questions', 'aria-labelledby': 'questions-title' },
    el('h2', { id: 'questions-title', text: '照会と回答' }),
    request.questions.map(({ asked_by: by, asked_at: asked, text, answered_at: answered, answer }) => el('section', { class: 'card' },
      el('h3', { text: `${by}からの照会（${dateTime(asked)}）` }),
      el('p', { class: 'prose', text }),
      answered
        ? [el('h4', { text: `回答（${dateTime(answered)}）` }), el('p', { class: 'prose', text: answer })]
        : form || el('p', { text: '回答のないまま、確認が終わりました。' }))));
}
