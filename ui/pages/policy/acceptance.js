/** Stopping and resuming: a version that differs from the one in force in nothing else, from now on. */

import { put } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { dateTime } from '/modules/format.js';
import { editing } from '/pages/admin/edit.js';
import { rules } from '/pages/policy/contents.js';

const WORDS = {
  stop: ['受付を停止する', '受付を停止しました', '押すとすぐに、医療機関は申請できなくなります。下書きの保存と、確認中の要請の処理は続きます。'],
  resume: ['受付を再開する', '受付を再開しました', '押すとすぐに、医療機関は申請できるようになります。停止中の下書きは、自動では申請されません。'],
  notice: ['お知らせを変更する', 'お知らせを変更しました', '受付停止のお知らせを、すぐに差し替えます。'],
};

export function acceptanceForm({ list, inForce, scheduled, load, registered }, kind, key, close) {
  const [title, told, lead] = WORDS[kind];
  const open = kind === 'resume';
  const later = scheduled();
  return editing({
    key, title, submit: title, base: list().etag, close, stale: load,
    lead: [el('p', { text: lead }), later.length > 0 && el('p', {
      class: 'banner banner--info',
      text: `予定の版があります（${later.map((each) => `第${each.version}版：${dateTime(each.effective_from)}から、${each.acceptance.open ? '受付中' : '受付停止'}`).join('、')}）。その日時に、受付の状態も予定の版のとおりになります。` })],
    build: () => {
      const notice = noticeField(open, inForce().acceptance.notice);
      return { nodes: notice, read: () => ({ open, notice: notice.value }) };
    },
    send: (acceptance) => put('/api/policy', { ...rules(inForce(), list().items[0]), acceptance }, { etag: list().etag }),
    saved: ({ json }) => registered(json, `${told}（第${json.version}版）。`),
  });
}

const noticeField = (open, value) => areaField({
  name: 'acceptance.notice', label: 'お知らせ', required: !open, optional: open, value: open ? '' : value,
  support: open ? '版の記録に残します。書かなくてもかまいません。' : '停止している間、ログイン画面とすべての画面に表示します。理由と、再開の見込みを書いてください。',
});
