/** All versions of the rules. */

import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { table } from '/modules/table.js';
import { crumbs } from '/pages/policy/home.js';
import { made, stateWord } from '/pages/policy/version-words.js';
import { loadVersions } from '/pages/policy/versions.js';

export async function build({ main }) {
  const { items } = await loadVersions();
  replace(main, crumbs('制度の版の一覧'), el('h1', { text: '制度の版の一覧' }), table({
    caption: '版の一覧（新しい順）',
    rows: items,
    columns: [
      { label: '版', heading: true, cell: ({ version }) => `第${version}版` },
      { label: '状態', cell: (version) => (version.state === 'in_force' ? el('strong', { text: stateWord(version) }) : stateWord(version)) },
      { label: '適用開始日時', cell: ({ effective_from }) => dateTime(effective_from) },
      { label: '申請の受付', cell: ({ acceptance }) => (acceptance.open ? '受付中' : '停止') },
      { label: '登録', cell: made },
      { label: '内容', cell: look },
    ],
  }));
}

function look({ version, state }) {
  const text = state === 'scheduled' ? '内容を見る・取り消す' : '内容を見る';
  return el('a', { class: 'link', href: `/policy-versions.html?version=${version}`, text, 'aria-label': `第${version}版の${text}` });
}
