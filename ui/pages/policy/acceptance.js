/** Stopping and resuming: a version that differs from the one in force in nothing else, from now on. */

import { put } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { areaField } from '/modules/fields.js';
import { dateTime } from '/modules/format.js';
import { leaving } from '/modules/session.js';
import { tellAt } from '/modules/told.js';
import { rules } from '/pages/policy/base.js';
import { contents } from '/pages/policy/contents.js';
import { cautions, crumbs, HOME } from '/pages/policy/home.js';
import { loadVersions } from '/pages/policy/versions.js';

/** Title, what is told when it is done, what will happen. */
const WORDS = {
  stop: ['受付を停止する', '受付を停止しました', '押すとすぐに、医療機関は申請できなくなります。下書きの保存と、確認中の要請の処理は続きます。'],
  resume: ['受付を再開する', '受付を再開しました', '押すとすぐに、医療機関は申請できるようになります。停止中の下書きは、自動では申請されません。'],
  notice: ['お知らせを変更する', 'お知らせを変更しました', '受付停止のお知らせを、すぐに差し替えます。'],
};

export async function build({ main }, kind) {
  let versions = await loadVersions();
  // What stands already is not done again, by going back for instance.
  if (!Object.hasOwn(WORDS, kind) || versions.inForce.acceptance.open !== (kind === 'stop')) {
    location.replace(HOME);
    await leaving();
  }
  const [title, told, lead] = WORDS[kind];
  const open = kind === 'resume';
  document.title = `${title} - 緊急配布要請`;
  replace(main, crumbs(title), editing({
    key: `policy:acceptance:${kind}`, title, heading: 'h1', submit: title, base: versions.etag,
    lead: [el('p', { text: lead }), planned(versions)],
    build: () => {
      const notice = noticeField(open, versions.inForce.acceptance.notice);
      return { nodes: notice, read: () => ({ open, notice: notice.value }) };
    },
    standing: () => dl(contents.acceptance(versions.inForce)),
    send: (acceptance) => put('/api/policy', { ...rules(versions), acceptance }, { etag: versions.etag }),
    saved: ({ json }) => tellAt(HOME, `${told}（第${json.version}版）。`, cautions(json)),
    close: () => location.assign(HOME),
    stale: async () => {
      versions = await loadVersions();
      return versions.etag;
    },
  }));
}

const planned = ({ scheduled }) => scheduled.length > 0 && el('p', {
  class: 'banner banner--info',
  text: `予定の版があります（${scheduled.map(({ version, effective_from, acceptance }) => `第${version}版：${dateTime(effective_from)}から、${acceptance.open ? '受付中' : '受付停止'}`).join('、')}）。その日時に、受付の状態も予定の版のとおりになります。`,
});

const noticeField = (open, value) => areaField({
  name: 'acceptance.notice', label: 'お知らせ', required: !open, optional: open, value: open ? '' : value,
  support: open ? '版の記録に残します。書かなくてもかまいません。' : '停止している間、ログイン画面とすべての画面に表示します。理由と、再開の見込みを書いてください。',
});
