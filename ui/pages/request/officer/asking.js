/** Asking the facility a question. */

import { post } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { areaField } from '/modules/fields.js';
import { form } from '/modules/form.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';

const TEMPLATE = 'お手元の在庫量（前日時点）と、今後1週間の想定消費量を、改めてお知らせください。使用できない在庫（期限切れ、規格違いなど）があるときは、その枚数もお書きください。';

/** @param asked told the request as it is now */
export async function askForm(request, asked) {
  const key = `question:${request.id}`;
  const text = areaField({
    name: 'text', label: '照会の内容', required: true, max: 1000,
    support: '医療機関へメールで知らせ、要請の画面に表示します。患者の氏名など、個人が分かる情報は書かないでください。',
  });
  const insert = () => {
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n${TEMPLATE}` : TEMPLATE;
    text.querySelector('textarea').focus();
  };
  const node = form({
    submit: '照会する',
    actions: el('button', { type: 'button', class: 'button button--sub', text: '定型文を入れる（在庫の確認）', on: { click: insert } }),
    fields: text,
    onSubmit: async () => {
      const answer = await post(`/api/requests/${request.id}/questions`, { text: text.value });
      text.value = '';
      forget(key);
      await asked(answer);
      done('照会しました。医療機関へメールで知らせます。');
    },
  });
  node.classList.add('no-print');
  if (isKept(key)) (await import('/modules/restore.js')).restore(key, node);
  keep(key, node);
  leaveGuard(() => node.isConnected && text.value !== '');
  return node;
}
