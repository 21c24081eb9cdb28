/** Notification addresses: added, confirmed by a mailed link, removed. */

import { del, post } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { table } from '/modules/table.js';
import { way } from '/modules/way.js';
import { asking } from '/pages/admin/act.js';
import { attempt } from '/pages/admin/attempt.js';
import { settingsAt } from '/pages/settings/where.js';

export function addressSection(path, { code, addresses }, changed) {
  const confirmed = addresses.filter((each) => each.confirmed);
  return [
    confirmed.length === 0 && el('p', { class: 'banner banner--warn', text: '確認済みの通知先がありません。要請のメールは国の担当者に届きます。' }),
    table({
      caption: '通知先メールアドレスの一覧',
      rows: addresses,
      empty: '通知先は登録されていません。',
      columns: [
        { label: 'メールアドレス', heading: true, cell: ({ address }) => address },
        { label: '状態', cell: (row) => el('div', { class: 'stack' }, el('span', { text: stateOf(row) }), failed(row)) },
        { label: '操作', cell: (row) => el('div', { class: 'stack' }, !row.confirmed && again(path, row.address, changed), removal(path, row, confirmed.length === 1, changed)) },
      ],
    }),
    el('p', { text: '追加したアドレスには、確認のメールを送ります。メールのリンクを開いて確認すると、要請のメールが届くようになります。' }),
    way('通知先を追加する', settingsAt(code, 'add-address'), { key: `address:${code}` }),
  ];
}

const stateOf = ({ confirmed, asked_at }) => (confirmed ? '確認済み' : `確認待ち（${dateTime(asked_at)}に確認のメールを送信）`);

/** What the mail service told of it. */
const failed = ({ undeliverable }) => undeliverable && el('strong', { class: 'overdue', text: `${dateTime(undeliverable.at)}に、${undeliverable.complaint
  ? '受信者が迷惑メールとして届け出ました。今後は届かないことがあります。' : 'メールが届きませんでした。アドレスを確かめ、使えないときは削除して別の通知先を追加してください。'}` });

function again(path, address, changed) {
  const run = async () => {
    const answer = await post(`${path}/addresses`, { address });
    await changed(answer, answer.json.warning ? '確認のメールは送っていません。' : `${address} に、確認のメールをもう一度送りました。`);
  };
  return el('button', { type: 'button', class: 'button button--small', text: '確認のメールをもう一度送る', on: { click: () => attempt(run) } });
}

const removal = (path, { address, confirmed }, last, changed) => asking({
  text: '削除する',
  small: true,
  question: `${address} を削除しますか`,
  detail: confirmed && last ? '最後の確認済みの通知先です。削除すると、要請のメールは国の担当者に届きます。' : confirmed ? 'このアドレスには、要請のメールが届かなくなります。' : undefined,
  yes: '削除する',
  run: async () => changed(await del(`${path}/addresses/${encodeURIComponent(address)}`), `${address} を削除しました。`),
});
