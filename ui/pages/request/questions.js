// 照会: the prefecture's questions, and answering in place.
import { post } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { areaField, form } from '/modules/form.js';
import { dateTime } from '/modules/format.js';
import { forget, keep, leaveGuard, restore } from '/modules/typed.js';

/** @param {any} request @param {(after: any, message: string) => any} again  shows the request anew */
export function questions(request, again) {
  return el('section', { class: 'stack', id: 'questions', 'aria-labelledby': 'questions-title' },
    el('h2', { id: 'questions-title', text: '照会と回答' }),
    request.questions.map((question) => el('section', { class: 'card' },
      el('h3', { text: `${question.asked_by}からの照会（${dateTime(question.asked_at)}）` }),
      el('p', { class: 'prose', text: question.text }),
      answer(request, question, again))));
}

function answer(request, question, again) {
  if (question.answered_at) {
    return [el('h4', { text: `回答（${dateTime(question.answered_at)}）` }), el('p', { class: 'prose', text: question.answer })];
  }
  if (!request.awaiting_answer) return el('p', { text: '回答のないまま、確認が終わりました。' });
  const key = `answer:${request.id}`;
  const text = areaField({ name: 'text', label: '回答', required: true, support: '患者の氏名など、個人が分かる情報は書かないでください。' });
  const node = form({
    submit: '回答する',
    fields: text,
    onSubmit: async () => {
      const { json } = await post(`/api/requests/${request.id}/answers`, { text: text.value });
      text.value = '';
      forget(key);
      await again(json, '回答しました。都道府県へメールで知らせました。');
    },
  });
  restore(key, node);
  keep(key, node);
  leaveGuard(() => node.isConnected && text.value !== '');
  return node;
}
