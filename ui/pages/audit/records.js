/** What was recorded, searched by day or user. */

import { el, replace } from '/modules/dom.js';
import { dateTime, number } from '/modules/format.js';
import { growing } from '/modules/growing.js';
import { itemName } from '/modules/items.js';
import { table } from '/modules/table.js';
import { way } from '/modules/way.js';
import { changeList } from '/pages/admin/changes.js';
import { choose, day, refused, searchForm, text } from '/pages/admin/search.js';
import { ACTIONS } from '/pages/audit/actions.js';
import { subjectWords } from '/pages/audit/subject.js';

export async function build({ main, policy }, query) {
  const asked = (name) => query.get(name) ?? '';
  const form = searchForm([
    day('day', '日付', asked('day'), '日付もユーザ名も入力しないときは、本日の記録を表示します。'),
    text('user', 'ユーザ名', asked('user'), '日付とユーザ名の両方では検索できません。'),
    choose('action', '操作', [['', '指定しない'], ...ACTIONS], asked('action')),
    text('subject', '対象', asked('subject'), '何についての記録かで探します。ユーザ名、医療機関ID、都道府県のコード（東京都は13）、版の番号などを、すべて入力してください。'),
  ]);
  const result = el('div', { class: 'stack' });
  replace(main,
    el('h1', { text: '監査記録' }),
    el('p', { text: 'ログイン、設定の変更、利用者・医療機関の登録、CSVの出力などの記録です。要請の履歴は、それぞれの要請の画面で見られます。' }),
    el('div', { class: 'stack no-print' },
      way('記録が書き換えられていないか確かめる', '/audit.html?verify'),
      way('監査記録をCSVでダウンロードする', `/audit.html?${new URLSearchParams([['download', ''], ...query])}`)),
    form, result);
  try {
    replace(result, await growing({ path: '/api/audit', query, draw: (rows) => drawn(policy, rows) }));
  } catch (problem) {
    replace(result, await refused(form, problem));
  }
}

/** Actions on what was there before; others create something or only tell of it. */
const CHANGING = /_changed$|_disabled$|_enabled$|^address_|^policy_/;

/** A change within a list is called after its item as well. */
function labelOf(policy, { field, field_label: label }) {
  const [list, code, more] = field.split('.');
  return code && !more && ['stock', 'catalogue'].includes(list) ? `${label}（${itemName(policy, code)}）` : label;
}

const drawn = (policy, rows) => table({
  caption: `監査記録（新しい順、${rows.length}件を表示）`,
  rows,
  empty: '条件に合う記録はありません。',
  columns: [
    { label: '日時', heading: true, cell: ({ at }) => dateTime(at) },
    { label: '誰が', cell: ({ by, by_label, from }) => `${by_label}${by ? `（${by.user_name}）` : ''}${from === '-' ? '' : `　接続元：${from}`}` },
    { label: '操作', cell: ({ action_label }) => action_label },
    { label: '対象', cell: (entry) => subjectWords(entry) },
    { label: '変更', cell: ({ action, changes }) => changeList(changes, (change) => labelOf(policy, change), !CHANGING.test(action)) },
    { label: '記録の番号', cell: ({ chain_label: chain, sequence }) => `${chain} の${number(sequence)}番目` },
  ],
});
