/** A prefecture's settings as they stand, with the ways to what changes them. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { way } from '/modules/way.js';
import { tellDone } from '/pages/admin/act.js';
import { addressSection } from '/pages/settings/addresses.js';
import { contactShown, daysShown } from '/pages/settings/shown.js';
import { stockShown } from '/pages/settings/stock-shown.js';
import { crumbs, settingsAt } from '/pages/settings/where.js';

export async function build({ main, policy, session }, code) {
  const path = `/api/prefectures/${code}`;
  const { json: settings } = await get(path);
  const addresses = el('div', { class: 'stack' });
  const take = (newer) => replace(addresses, addressSection(path, newer, changed));
  const changed = async ({ json }, message) => {
    take(json);
    await tellDone(message, json.warning && el('p', {}, el('strong', { text: json.warning })));
  };
  const change = (text, part) => way(text, settingsAt(code, `edit=${part}`), { key: `settings:${code}:${part}` });

  document.title = `${settings.name}の設定 - 緊急配布要請`;
  take(settings);
  replace(main,
    session.role === 'ministry' && crumbs(session, settings.name),
    el('h1', { text: `${settings.name}の設定` }),
    el('h2', { text: '通知先メールアドレス' }), addresses,
    el('h2', { text: '連絡先・まとめ送り' }), contactShown(settings), change('連絡先・まとめ送りを変更する', 'contact'),
    el('h2', { text: '休業日・営業日' }), daysShown(settings), change('休業日・営業日を変更する', 'days'),
    el('h2', { text: '都道府県の備蓄' }), stockShown(policy, settings), change('備蓄を変更する', 'stock'),
    settings.saved_at && el('p', { class: 'sub', text: `最後に保存した人（通知先を除く）：${settings.saved_by}　${dateTime(settings.saved_at)}` }));
}
