/** The versions as a table, and one of them in full. */

import { del } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { table } from '/modules/table.js';
import { asking } from '/pages/admin/act.js';
import { contents, differences } from '/pages/policy/contents.js';

const STATES = { in_force: '適用中', scheduled: '予定', past: '過去', withdrawn: '取消し' };
export const stateWord = (state) => STATES[state] ?? state;

const made = ({ made_by, made_at }) => (made_at ? `${made_by ?? ''}　${dateTime(made_at)}` : '最初からある版');

function look(version, show) {
  const text = version.state === 'scheduled' ? '内容を見る・取り消す' : '内容を見る';
  return el('button', { type: 'button', class: 'button button--small', text, 'aria-label': `第${version.version}版の${text}`, on: { click: () => show(version) } });
}

export const versionTable = (versions, show) => table({
  caption: '版の一覧（新しい順）',
  rows: versions,
  columns: [
    { label: '版', heading: true, cell: ({ version }) => `第${version}版` },
    { label: '状態', cell: ({ state }) => (state === 'in_force' ? el('strong', { text: stateWord(state) }) : stateWord(state)) },
    { label: '適用開始日時', cell: ({ effective_from }) => dateTime(effective_from) },
    { label: '申請の受付', cell: ({ acceptance }) => (acceptance.open ? '受付中' : '停止') },
    { label: '登録', cell: made },
    { label: '操作', cell: (version) => look(version, show) },
  ],
});

/** What differs, as a small table. */
export function differenceTable(caption, before, after) {
  return table({
    caption,
    rows: differences(before, after),
    empty: '変わるところはありません。',
    columns: [
      { label: '項目', heading: true, cell: ([label]) => label },
      { label: '変更前', cell: ([, from]) => el('span', { class: 'prose', text: from }) },
      { label: '変更後', cell: ([, , to]) => el('span', { class: 'prose', text: to }) },
    ],
  });
}

export function showVersion(box, version, inForce, registered) {
  const title = el('h3', { id: 'version-title', tabindex: '-1', text: `第${version.version}版（${stateWord(version.state)}）の内容` });
  replace(box, el('section', { class: 'card stack', 'aria-labelledby': 'version-title' },
    title,
    dl([['適用開始日時', dateTime(version.effective_from)], ['登録', made(version)],
      version.withdrawn_at && ['取消し', dateTime(version.withdrawn_at)], ...contents(version)]),
    version.state === 'scheduled' && differenceTable('適用中の版から変わるところ', inForce, version),
    version.state === 'scheduled' && asking({
      text: `第${version.version}版を取り消す`,
      question: `第${version.version}版を取り消しますか`,
      detail: `${dateTime(version.effective_from)}からの適用をやめます。取り消した版は元に戻せません。`,
      yes: '取り消す',
      run: async () => registered((await del(`/api/policy/versions/${version.version}`)).json, `第${version.version}版を取り消しました。`),
    })));
  title.focus();
}
