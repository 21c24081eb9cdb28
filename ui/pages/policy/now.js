/** Whether requests are taken and which rules hold, with the ways to what changes them. */

import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { way } from '/modules/way.js';
import { contents } from '/pages/policy/contents.js';
import { DRAFT_KEY, inUse } from '/pages/policy/keys.js';
import { DRAFT } from '/pages/policy/parts.js';
import { made } from '/pages/policy/version-words.js';
import { loadVersions } from '/pages/policy/versions.js';

export async function build({ main }) {
  const { inForce, scheduled } = await loadVersions();
  replace(main,
    el('h1', { text: '受付・制度' }),
    el('h2', { text: '申請の受付' }), acceptance(inForce.acceptance, scheduled),
    el('h2', { text: '要件・締切・物資' }),
    el('p', { text: '要件、締切時刻、入力期限の時刻、国の休業日・営業日、物資は、版として登録します。登録した版は変更できません。直すときは新しい版を登録します。' }),
    scheduled.map(({ version, effective_from }) => el('p', { class: 'banner banner--info' },
      `予定の第${version}版があります（${dateTime(effective_from)}から）。`, el('a', { href: `/policy-versions.html?version=${version}`, text: `第${version}版の内容を見る` }))),
    way('新しい版を登録する', DRAFT, { key: inUse(DRAFT_KEY)[0] }),
    el('h2', { text: `適用中の版（第${inForce.version}版）の内容` }),
    dl([['適用開始日時', dateTime(inForce.effective_from)], ['登録', made(inForce)], ...['rules', 'days', 'supplies'].flatMap((part) => contents[part](inForce))]),
    el('p', {}, el('a', { class: 'link', href: '/policy-versions.html', text: 'すべての版の一覧を見る' })));
}

function acceptance({ open, notice }, later) {
  const change = later.filter((each) => each.acceptance.open !== open);
  const to = (kind, text) => way(text, `/policy.html?acceptance=${kind}`, { key: `policy:acceptance:${kind}`, main: kind !== 'notice' });
  return [
    el('p', {}, el('strong', { text: open ? '受付中です。' : '受付を停止しています。' }), open ? '医療機関は申請できます。' : '医療機関は下書きを保存できますが、申請できません。確認中の要請の処理は続きます。'),
    notice && el('p', { class: 'prose', text: `お知らせ：${notice}` }),
    change.length > 0 && el('p', { class: 'banner banner--info', text: `予定の第${change.map(({ version }) => version).join('・')}版の適用開始日時に、受付の状態が変わります。` }),
    open ? to('stop', '受付を停止する') : [to('resume', '受付を再開する'), to('notice', 'お知らせを変更する')],
  ];
}
