// Answering the open question in place.
import { post } from '/modules/api.js';
import { areaField } from '/modules/fields.js';
import { form } from '/modules/form.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';

/** @param again  shows the request anew */
export async function answerForm(request, again) {
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
  if (isKept(key)) (await import('/modules/restore.js')).restore(key, node);
  keep(key, node);
  leaveGuard(() => node.isConnected && text.value !== '');
  return node;
}
