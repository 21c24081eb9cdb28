/** A facility's master data, their history, and what changes them. */

import { get } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { date } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';
import { category, designation } from '/modules/words.js';
import { opener, tellDone } from '/pages/admin/act.js';

export async function build({ main, session }, id) {
  const query = new URLSearchParams(location.search);
  const ministry = session.role === 'ministry';
  const path = `/api/facilities/${encodeURIComponent(id)}`;
  let { json: facility, etag } = await get(path);
  const title = el('h1', {});
  const crumb = el('span', {});
  const stands = el('div', { class: 'stack' });
  const actions = el('div', { class: 'stack' });
  const past = el('div', { class: 'stack' });

  const take = (answer) => {
    ({ json: facility, etag } = answer);
    title.textContent = facility.name;
    crumb.textContent = ` > ${facility.name}`;
    document.title = `${facility.name} - 緊急配布要請`;
    replace(stands, standing(facility, ministry));
    return etag;
  };
  const load = async () => take(await get(path));
  const changed = async (answer) => {
    take(answer);
    replace(actions, buttons());
    await tellDone('保存しました。');
    await history();
  };
  const history = async () => replace(past, await (await import('/pages/facility/history.js')).historySection(path));
  const common = { path, load, changed, now: () => ({ facility, etag }) };
  const keys = { data: `facility:${id}`, designations: `designations:${id}` };
  const buttons = () => [
    ministry && opener('登録内容を変更する', async (close) => (await import('/pages/facility/edit.js')).masterForm({ ...common, key: keys.data, close }), { key: keys.data, main: true }),
    opener('登録の区分を変更する', async (close) => (await import('/pages/facility/designations.js')).designationForm({ ...common, key: keys.designations, close }), { key: keys.designations, main: !ministry }),
    ministry && el('a', { class: 'button button--sub', href: `/user.html?facility=${encodeURIComponent(id)}`, text: 'この医療機関の利用者を登録する' }),
  ];
  take({ json: facility, etag });
  replace(actions, buttons());
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: ministry ? `/facilities.html?prefecture=${facility.prefecture}` : '/facilities.html', text: '医療機関' }), crumb),
    title, el('h2', { text: '登録内容' }), stands, actions,
    el('h2', { text: '変更の履歴' }), past);
  await history();
  if (query.has('created')) {
    window.history.replaceState(null, '', `/facility.html?id=${encodeURIComponent(id)}`);
    await tellDone('医療機関を登録しました。', facility.warnings.map((each) => el('p', {}, el('strong', { text: each.message }))));
  }
}

/** @param ministry who alone has to name a facility by its ID */
function standing({ id, code, name, category: kind, prefecture, designations, contact, delivery, mail, valid_from, valid_to, warnings }, ministry) {
  return [
    warnings.map(({ message }) => el('p', { class: 'banner banner--warn', text: message })),
    dl([
      ['医療機関コード', code],
      ministry && ['医療機関ID', [el('span', { text: id }), el('p', { class: 'field__support', text: '利用者をCSVファイルで登録するときは、「医療機関ID」の列にこのIDを写してください。' })]],
      ['医療機関名', name],
      ['都道府県', prefectureName(prefecture)],
      ['区分', category[kind]],
      ['登録の区分（要件②）', designations.map((each) => designation[each]).join('\n') || 'なし'],
      ['担当者名', contact.person],
      ['電話番号', contact.phone],
      ['郵便番号', delivery.postal_code],
      ['住所', delivery.address],
      ['受取り可能な時間', delivery.receiving_hours],
      ['メールアドレス', mail],
      ['有効期間', valid_from || valid_to ? `${date(valid_from)}～${date(valid_to)}` : '定めなし'],
    ]),
  ];
}
