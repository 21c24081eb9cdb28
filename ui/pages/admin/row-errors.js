/** What is wrong with a file. */

import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { table } from '/modules/table.js';

/** What is wrong, by row and column. */
export function rowErrors(rows, more) {
  const node = el('section', { class: 'stack', 'aria-labelledby': 'row-errors' });
  replace(node,
    el('h2', { id: 'row-errors', tabindex: '-1', text: `ファイルに${number(rows.length + more)}件の誤りがあります` }),
    el('p', { text: 'まだ何も登録していません。ファイルを直して、もう一度選んでください。行の番号は、見出しを1行目として数えたものです。' }),
    table({
      caption: more > 0 ? `誤りの一覧（はじめの${number(rows.length)}件。ほかに${number(more)}件）` : '誤りの一覧',
      rows,
      columns: [
        { label: '行', heading: true, cell: ({ row }) => `${number(row)}行目` },
        { label: '列', cell: ({ column }) => column ?? '行全体' },
        { label: '誤りと直し方', cell: ({ message }) => message },
      ],
    }));
  return node;
}
