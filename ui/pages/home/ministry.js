/** The ministry's home: what is overdue where, whom mails do not reach, what is to be shipped. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';
import { live } from '/pages/home/live.js';
import { prefectures } from '/pages/home/ministry/prefectures.js';
import { notices } from '/pages/home/officer/notices.js';
import { patch } from '/pages/home/officer/patch.js';
import { card, dueToday, list, overdue } from '/pages/home/work.js';

export async function build({ policy, main }) {
  const { json: first } = await get('/api/summary');
  const bands = el('div', { class: 'stack' });
  const cards = el('div', { class: 'row' });
  const map = prefectures();
  const { bar, refresh } = live(first, (fresh, now, automatic) => {
    patch(bands, el('div', { class: 'stack' }, notices(policy, fresh, now), calendar(fresh), unreachable(fresh)));
    patch(cards, el('div', { class: 'row' }, overdue(fresh), dueToday(policy, fresh, now), shipped(fresh)));
    map.show(fresh, automatic);
  }, el('a', { class: 'button button--sub', href: '/report.html', text: '前日・当日の緊急配布要請状況（病院・診療所）を開く' }));
  // The buttons inside the bands live as long as the page, whatever is patched around them.
  bands.addEventListener('click', (event) => {
    if (event.target.closest('button')) refresh();
  });
  const charts = el('p', {}, el('a', { class: 'button button--sub', href: '/home.html?charts', text: '物資別・日別のグラフを表示する' }));
  replace(main, bands, el('h1', { text: '全国の緊急配布要請の状況' }), acceptance(policy), bar, cards, map.node, charts);
}

function acceptance({ acceptance: { open }, version }) {
  return el('p', {}, '申請の受付：', el('strong', { text: open ? '受付中' : '停止中' }), `（制度の第${version}版を適用中）　`, el('a', { href: '/policy.html', text: '受付・制度を開く' }));
}

function shipped({ by_prefecture: lines }) {
  const title = '国から直送する枚数（前日・当日の要請）';
  const pieces = lines.reduce((all, line) => all + line.national_quantity, 0);
  return card(title, `${number(pieces)}枚`, [
    list(title, '/requests.html?view=recent&status=accepted&source=nation'),
    el('a', { class: 'button button--small', href: '/export.html?report=national_direct', text: '届け先をCSVでダウンロード' }),
  ]);
}

function calendar({ calendar_days_left: days }) {
  return days !== null && days !== undefined && el('p', { class: 'banner banner--warn', text: `祝日のデータは、あと${number(days)}日分で終わります。その先の入力期限は計算できません。システムの運用担当者へ連絡してください。` });
}

/** Their mails come to the ministry. */
function unreachable({ prefectures_without_address: codes = [] }) {
  if (codes.length === 0) return null;
  const link = (code) => el('li', {}, el('a', { href: `/settings.html?prefecture=${code}`, text: prefectureName(code) }));
  return el('div', { class: 'banner banner--warn' },
    el('p', { class: 'banner__title', text: `確認済みの通知先がない都道府県が${codes.length}あります。その都道府県あての要請のメールは、国の担当者に届きます。` }),
    codes.length > 12
      ? el('details', {}, el('summary', { class: 'details__summary', text: '都道府県の名前を表示する' }), el('ul', { class: 'row' }, codes.map(link)))
      : el('ul', { class: 'row' }, codes.map(link)));
}
