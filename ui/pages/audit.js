// @ts-check
/** 監査記録: searched by day or user, and verified. */

import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { page } from '/modules/frame.js';
import { table } from '/modules/table.js';
import { changeTable } from '/pages/admin/changes.js';
import { growing } from '/pages/admin/growing.js';
import { choose, day, refused, searchForm, text } from '/pages/admin/search.js';
import { ACTIONS } from '/pages/audit/actions.js';

page({ title: '監査記録', current: '/audit.html', roles: ['ministry'], build });

/** @param {{main: HTMLElement}} context */
async function build({ main }) {
  const query = new URLSearchParams(location.search);
  const asked = (/** @type {string} */ name) => query.get(name) ?? '';
  const form = searchForm([
    day('day', '日付', asked('day'), '日付もユーザ名も入力しないときは、本日の記録を表示します。'),
    text('user', 'ユーザ名', asked('user'), '日付とユーザ名は、どちらか一方を入力してください。'),
    choose('action', '操作', [['', '指定しない'], ...ACTIONS], asked('action')),
    text('subject', '対象', asked('subject'), 'ユーザ名、医療機関のID、都道府県のコード、版の番号、レポートの名前などを、完全に一致する形で入力してください。'),
  ]);
  const result = el('div', { class: 'stack' });
  const verdict = el('div', { class: 'stack', role: 'status' });
  let busy = false;
  const verify = async () => {
    if (busy) return;
    busy = true;
    try {
      await (await import('/pages/audit/verification.js')).verify(verdict);
    } finally {
      busy = false;
    }
  };
  replace(main,
    el('h1', { text: '監査記録' }),
    el('p', { text: 'ログイン、設定の変更、利用者・医療機関の登録、CSVの出力などの記録です。要請の履歴は、それぞれの要請の画面で見られます。' }),
    el('div', { class: 'row no-print' },
      el('button', { type: 'button', class: 'button button--sub', text: '記録が書き換えられていないか確かめる', on: { click: verify } }),
      el('a', { href: '/export.html?report=audit', text: '監査記録をCSVでダウンロードする' })),
    verdict, form, result);
  try {
    replace(result, await growing({ path: '/api/audit', query, draw }));
  } catch (problem) {
    replace(result, await refused(form, problem));
  }
}

/** Fields that the server gives no name of their own. @type {Record<string, string>} */
const LABELS = {
  mail: 'メールアドレス', role: '役割', prefecture: '都道府県', facility: '医療機関', disabled: '利用の停止', category: '区分', designations: '登録の区分',
  total: 'ファイルの行数', created: '新しく登録した件数', changed: '変更した件数', unchanged: '変更のなかった件数',
};

/** @param {any} change */
function labelOf({ field, field_label }) {
  if (field.startsWith('catalogue.')) return `物資（${field.slice(10)}）`;
  return LABELS[field] ?? field_label;
}

/** @param {any[]} rows */
const draw = (rows) => table({
  caption: `監査記録（新しい順、${rows.length}件を表示）`,
  rows,
  empty: '条件に合う記録はありません。',
  columns: [
    { label: '日時', heading: true, cell: ({ at }) => dateTime(at) },
    { label: 'だれが', cell: ({ by, by_label, from }) => `${by_label}${by ? `（${by.user_name}）` : ''}${from === '-' ? '' : `　接続元：${from}`}` },
    { label: '操作', cell: ({ action_label }) => action_label },
    { label: '対象', cell: ({ subject }) => subject || 'なし' },
    { label: '変更', cell: ({ changes }) => changeTable(changes, labelOf) },
    { label: '記録の番号', cell: ({ chain, sequence }) => `${chain} の${sequence}番目` },
  ],
});
