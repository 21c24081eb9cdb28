/** 受付完了の取消し: back to 確認中, with a reason. */

import { post } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { areaField } from '/modules/fields.js';
import { form } from '/modules/form.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';

export async function reopeningSection(request, again) {
  const key = `reopening:${request.id}`;
  const reason = areaField({ name: 'reason', label: '理由', required: true, max: 1000, support: '履歴に残ります。医療機関には表示されません。' });
  const node = form({
    submit: '理由を付けて取り消す',
    fields: reason,
    onSubmit: async () => {
      const answer = await post(`/api/requests/${request.id}/reopening`, { reason: reason.value });
      reason.value = '';
      forget(key);
      await again(answer);
      done('受付完了を取り消しました。対応ステータスは「確認中」です。医療機関へメールで知らせます。');
    },
  });
  if (isKept(key)) (await import('/modules/restore.js')).restore(key, node);
  keep(key, node);
  leaveGuard(() => node.isConnected && reason.value !== '');
  return el('section', { class: 'stack', id: 'reopening', 'aria-labelledby': 'reopening-title' },
    el('h2', { id: 'reopening-title', text: '受付完了の取消し' }),
    el('p', { text: '対応ステータスを「確認中」に戻し、入力期限（目安）を取消しの日時から計算し直します。医療機関には、先に知らせた結果が確定したものではないことをメールで知らせます。発送が記録された要請は取り消せません。' }),
    node);
}
