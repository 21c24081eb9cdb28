/** 照会: asking the facility a question. */

import { post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { page } from '/modules/frame.js';
import { tellAt } from '/modules/told.js';
import { detail, heading, load } from '/pages/request/officer/loaded.js';
import { notNow, textForm } from '/pages/request/officer/one-text.js';
import { questionList } from '/pages/request/officer/questions.js';

const TEMPLATE = 'お手元の在庫量（前日時点）と、今後1週間の想定消費量を、改めてお知らせください。使用できない在庫（期限切れ、規格違いなど）があるときは、その枚数もお書きください。';

page({ title: '医療機関への照会', current: '/requests.html', roles: ['prefecture'], build });

async function build({ main }) {
  const request = await load();
  const key = `question:${request.id}`;
  const earlier = el('div', { class: 'stack' });
  const show = (request) => replace(earlier, el('h2', { text: 'これまでの照会' }), questionList(request, false));
  show(request);
  replace(main, heading(request, '医療機関への照会'), earlier,
    refusal(request) ? notNow(key, 'text', refusal(request)) : asking(request, key, async () => show(await load())),
    el('p', {}, el('a', { href: detail(request), text: '要請の詳細に戻る' })));
}

/** Why no question can be asked now. */
function refusal({ status, awaiting_answer }) {
  if (status !== 'under_review') return '対応ステータスが「確認中」ではないため、照会できません。';
  return awaiting_answer && '前の照会に医療機関がまだ回答していません。回答を待ってから照会してください。';
}

function asking(request, key, refused) {
  const field = areaField({
    name: 'text', label: '照会の内容', required: true, max: 1000,
    support: '医療機関へメールで知らせ、要請の画面に表示します。患者の氏名など、個人が分かる情報は書かないでください。',
  });
  const insert = () => {
    field.value = field.value.trim() ? `${field.value.trimEnd()}\n${TEMPLATE}` : TEMPLATE;
    field.querySelector('textarea').focus();
  };
  return textForm({
    key, field, submit: '照会する',
    actions: el('button', { type: 'button', class: 'button button--sub', text: '定型文を入れる（在庫の確認）', on: { click: insert } }),
    send: async (text) => {
      try {
        await post(`/api/requests/${request.id}/questions`, { text });
      } catch (problem) {
        // A colleague was faster: their question is to be seen.
        if (problem.status === 409) await refused().catch(() => {});
        throw problem;
      }
      return () => tellAt(detail(request), '照会しました。医療機関へメールで知らせます。');
    },
  });
}
