/** A facility's master data, their history, and the ways to what changes them. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { prefectureName } from '/modules/prefectures.js';
import { way } from '/modules/way.js';
import { historySection } from '/pages/facility/history.js';
import { standing } from '/pages/facility/standing.js';
import { crumbs, facilityAt, pathOf } from '/pages/facility/where.js';

export async function build({ main, session }, id) {
  const path = pathOf(id);
  const { json: facility } = await get(path);
  const ministry = session.role === 'ministry';
  const past = el('div', {});
  document.title = `${facility.name} - 緊急配布要請`;
  replace(main,
    crumbs(session, facility),
    el('h1', { text: facility.name }),
    el('h2', { text: '登録内容' }),
    facility.warnings.map(({ message }) => el('p', { class: 'banner banner--warn', text: message })),
    standing(facility, ['医療機関コード', facility.code], ministry && idRow(id), ['都道府県', prefectureName(facility.prefecture)]),
    ministry && way('登録内容を変更する', facilityAt(id, 'edit'), { key: `facility:${id}`, main: true }),
    !ministry && way('登録の区分を変更する', facilityAt(id, 'designations'), { key: `designations:${id}`, main: true }),
    ministry && way('この医療機関の利用者を登録する', `/user.html?facility=${encodeURIComponent(id)}`),
    el('h2', { text: '変更の履歴' }), past);
  replace(past, await historySection(path));
}

/** For the ministry, which alone has to name a facility by its ID. */
const idRow = (id) => ['医療機関ID', [el('span', { text: id }), el('p', { class: 'field__support', text: '利用者をCSVファイルで登録するときは、「医療機関ID」の列にこのIDを写してください。' })]];
