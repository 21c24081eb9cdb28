/** Who changed a facility's master data. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { growing } from '/modules/growing.js';
import { table } from '/modules/table.js';
import { changeList } from '/pages/admin/changes.js';

export async function historySection(path) {
  try {
    return await growing({ path: `${path}/history`, more: '以前の履歴を表示する', draw });
  } catch (problem) {
    return el('p', { role: 'status', text: `履歴を表示できませんでした。${problem.detail ?? ''}` });
  }
}

const draw = (rows) => table({
  caption: '変更の履歴（新しい順）',
  rows,
  empty: '変更の履歴はありません。',
  columns: [
    { label: '日時', heading: true, cell: ({ at }) => dateTime(at) },
    { label: '誰が', cell: ({ by }) => by.name },
    { label: '変更', cell: ({ version, changes }) => changeList(changes, ({ field_label: label }) => label, version === 1) },
  ],
});
