/** One version in full, with what it will change; one whose time has not come can be withdrawn. */

import { del, Problem } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { tellAt } from '/modules/told.js';
import { asking } from '/pages/admin/act.js';
import { allContents, compared } from '/pages/policy/contents.js';
import { differing } from '/pages/policy/differing.js';
import { crumbs } from '/pages/policy/home.js';
import { made, stateWord } from '/pages/policy/version-words.js';
import { loadVersions } from '/pages/policy/versions.js';

const LIST = '/policy-versions.html';

export async function build({ main }, number) {
  const { items, inForce } = await loadVersions();
  const version = items.find((each) => String(each.version) === number);
  if (!version) throw new Problem(404, { title: '見つかりません', detail: '版を、版の一覧から選んでください。' });
  const title = `第${number}版（${stateWord(version)}）の内容`;
  const scheduled = version.state === 'scheduled';
  document.title = `${title} - 緊急配布要請`;
  replace(main,
    crumbs(el('a', { href: LIST, text: '制度の版の一覧' }), ` > 第${number}版`),
    el('h1', { text: title }),
    scheduled && el('p', { text: `適用中の第${inForce.version}版から変わるところには、「変更前」も示します。` }),
    dl([
      ['適用開始日時', dateTime(version.effective_from)], ['登録', made(version)], version.withdrawn_at && ['取消し', dateTime(version.withdrawn_at)],
      ...compared(allContents(scheduled ? inForce : version), allContents(version)).map(([label, words, before]) => [label, differing(words, before)]),
    ]),
    scheduled && [el('h2', { text: 'この版の取消し' }), withdrawal(version)]);
}

const withdrawal = ({ version, effective_from }) => asking({
  text: `第${version}版を取り消す`,
  question: `第${version}版を取り消しますか`,
  detail: `${dateTime(effective_from)}からの適用をやめます。取り消した版は元に戻せません。`,
  yes: '取り消す',
  run: async () => {
    await del(`/api/policy/versions/${version}`);
    await tellAt(LIST, `第${version}版を取り消しました。`);
  },
});
