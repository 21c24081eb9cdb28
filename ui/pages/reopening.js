/** 受付完了の取消し: back to 確認中, with a reason. */

import { post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { page } from '/modules/frame.js';
import { tellAt } from '/modules/told.js';
import { detail, heading, load } from '/pages/request/officer/loaded.js';
import { notNow, textForm } from '/pages/request/officer/one-text.js';

page({ title: '受付完了の取消し', current: '/requests.html', roles: ['prefecture', 'ministry'], build });

async function build({ main }) {
  const request = await load();
  const key = `reopening:${request.id}`;
  replace(main, heading(request, '受付完了の取消し'),
    request.status === 'accepted' && el('p', { text: '対応ステータスを「確認中」に戻し、入力期限（目安）を取消しの日時から計算し直します。医療機関には、先に知らせた結果が確定したものではないことをメールで知らせます。発送が記録された要請は取り消せません。' }),
    request.status === 'accepted' ? reopening(request, key) : notNow(key, 'reason', '対応ステータスが「受付完了」ではないため、取り消せません。'),
    el('p', {}, el('a', { href: detail(request), text: '要請の詳細に戻る' })));
}

const reopening = (request, key) => textForm({
  key,
  submit: '理由を付けて取り消す',
  field: areaField({ name: 'reason', label: '理由', required: true, max: 1000, support: '履歴に残ります。医療機関には表示されません。' }),
  send: async (reason) => {
    await post(`/api/requests/${request.id}/reopening`, { reason });
    return () => tellAt(detail(request), '受付完了を取り消しました。対応ステータスは「確認中」です。医療機関へメールで知らせます。');
  },
});
