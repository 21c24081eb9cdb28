// 週次調査: this week's answer, and the earlier weeks.
import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { page } from '/modules/frame.js';
import { answerForm } from '/pages/survey/answer.js';
import { weekName } from '/modules/week.js';

page({ title: '週次調査', current: '/survey.html', roles: ['facility'], build: (context) => show(context) });

async function show(context, message) {
  const { json } = await get('/api/surveys');
  const asked = new URLSearchParams(location.search).get('week');
  const week = /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(asked ?? '') && asked < json.current_week ? asked : json.current_week;
  replace(context.main,
    el('h1', { text: '週次調査' }),
    el('p', { text: '物資ごとの在庫量と今後1週間の見込みを、週に1回お答えください。要請を作るときに、最新の回答が入力されます。' }),
    el('h2', { text: `${week === json.current_week ? '今週の回答' : '前の週の回答の訂正'}：${weekName(week)}` }),
    week === json.current_week ? null : el('p', {}, el('a', { href: '/survey.html', text: '今週の回答に戻る' })),
    await answerForm(context, json, week, (words) => show(context, words)),
    (await import('/pages/survey/earlier.js')).earlier(context.policy, json));
  if (message) done(message);
}
