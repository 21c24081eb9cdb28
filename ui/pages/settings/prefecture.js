/** A prefecture's settings as they stand; what changes them is fetched when it is opened. */

import { get, Problem } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { date, dateTime, number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { table } from '/modules/table.js';
import { opener, tellDone } from '/pages/admin/act.js';
import { addressSection } from '/pages/settings/addresses.js';

export async function build({ main, policy, session }, code) {
  if (!/^\d{2}$/.test(code)) throw new Problem(404, { title: '見つかりません', detail: '都道府県を、都道府県の設定の一覧から選んでください。' });
  const path = `/api/prefectures/${code}`;
  let { json: settings, etag } = await get(path);
  const stands = el('div', { class: 'stack' });
  const edit = el('div', {});
  const addresses = el('div', { class: 'stack' });
  document.title = `${settings.name}の設定 - 緊急配布要請`;

  const take = (answer) => {
    ({ json: settings, etag } = answer);
    replace(stands, standing(policy, settings));
    replace(addresses, addressSection(path, settings, changed));
    return etag;
  };
  const load = async () => take(await get(path));
  const changed = async (answer, ...message) => {
    take(answer);
    replace(edit, editButton());
    await tellDone(...message, answer.json.warning && el('p', {}, el('strong', { text: answer.json.warning })));
  };
  const key = `settings:${code}`;
  const editButton = () => opener('設定を変更する', async (close) => (await import('/pages/settings/edit.js')).settingsForm(
    { policy, path, key, close, load, changed, now: () => ({ settings, etag }) }), { key, main: true });

  take({ json: settings, etag });
  replace(edit, editButton());
  replace(main,
    session.role === 'ministry' && el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/settings.html', text: '都道府県の設定' }), ` > ${settings.name}`),
    el('h1', { text: `${settings.name}の設定` }),
    el('h2', { text: '通知先メールアドレス' }), addresses,
    el('h2', { text: '連絡先・休業日・備蓄' }), stands, edit);
}

function standing(policy, { office, phone, emergency_phone, bundling_minutes, days, stock, saved_by, saved_at }) {
  const list = (all) => all.map(date).join('、') || 'なし';
  return [
    dl([
      ['担当課名', office || '未設定'],
      ['電話番号', phone || '未設定'],
      ['休日の緊急連絡先', emergency_phone || '未設定'],
      ['メールをまとめる時間', bundling_minutes ? `${bundling_minutes}分` : 'まとめない（すぐに送る）'],
      ['独自の休業日', list(days.closed)],
      ['独自の営業日', list(days.open)],
      ['最後に保存した人', saved_at ? `${saved_by}　${dateTime(saved_at)}` : 'まだ保存していません'],
    ]),
    table({
      caption: '都道府県の備蓄',
      rows: Object.entries(stock),
      empty: '備蓄の枚数は入力されていません。',
      columns: [
        { label: '物資', heading: true, cell: ([item]) => itemName(policy, item) },
        { label: '在庫枚数', number: true, cell: ([, { quantity }]) => `${number(quantity)}枚` },
        { label: '基準日', cell: ([, { as_of }]) => date(as_of) },
      ],
    }),
  ];
}
