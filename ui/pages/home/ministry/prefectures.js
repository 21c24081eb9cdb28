/** The 47 prefectures: overdue first, as a map of tiles and a table. */

import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';
import { sorting } from '/modules/sorting.js';
import { status } from '/modules/status.js';
import { table } from '/modules/table.js';
import { tilemap } from '/modules/tilemap.js';
import { patch } from '/pages/home/officer/patch.js';

const RECENT = ['ineligible', 'accepted', 'withdrawn'];

/** By what the table can be sorted. */
const KEYS = {
  '-overdue': (line) => -line.overdue * 1e6 - line.open,
  prefecture: (line) => Number(line.prefecture),
  '-open': (line) => -line.open,
  '-national': (line) => -line.national_quantity,
};

export function prefectures() {
  const map = el('div', {});
  const box = el('div', {});
  let key = '-overdue';
  let order = [];
  let drawn = '';
  let lines = [];

  function show(keepOrder) {
    if (!keepOrder || order.length === 0) order = [...lines].sort((a, b) => KEYS[key](a) - KEYS[key](b) || Number(a.prefecture) - Number(b.prefecture)).map(({ prefecture }) => prefecture);
    const rows = order.map((code) => lines.find(({ prefecture }) => prefecture === code));
    patch(box, el('div', {}, lineTable(rows, sorting(key, (wanted) => {
      key = wanted;
      show(false);
    }))));
  }

  return {
    node: el('section', { class: 'stack', 'aria-labelledby': 'prefectures-title' },
      el('h2', { id: 'prefectures-title', text: '都道府県別の状況' }), map,
      el('p', { text: '「全期間」は、要請日にかかわらず、いま確認中の要請の件数です。「前日・当日」は、前日・当日に要請または更新された要請の件数と枚数です。' }), box),
    /** On a refresh of the page's own no row moves under the reader. */
    show(summary, automatic) {
      lines = summary.by_prefecture;
      const data = JSON.stringify(lines);
      if (data === drawn) return;
      drawn = data;
      map.style.minHeight = `${map.offsetHeight}px`;
      replace(map, tilemap({ title: '確認中の要請（全期間）の件数', values: Object.fromEntries(lines.map(({ prefecture, open, overdue }) => [prefecture, { open, overdue }])) }));
      requestAnimationFrame(() => { map.style.minHeight = ''; });
      show(automatic && box.contains(document.activeElement));
    },
  };
}

function count({ prefecture }, n, query, word) {
  return n === 0 ? '0' : el('a', { href: `/requests.html?${query}&prefecture=${prefecture}`, text: number(n), 'aria-label': `${prefectureName(prefecture)}、${word} ${number(n)}件` });
}

function lineTable(rows, sort) {
  const sum = (of) => number(rows.reduce((all, line) => all + of(line), 0));
  return table({
    caption: '都道府県ごとの件数と枚数',
    cards: false,
    sort,
    rows,
    columns: [
      { label: '都道府県', heading: true, sort: 'prefecture', cell: ({ prefecture }) => el('a', { href: `/requests.html?view=open&prefecture=${prefecture}`, text: prefectureName(prefecture) }) },
      { label: '確認中', note: '（全期間）', number: true, sort: '-open', cell: (line) => count(line, line.open, 'view=open', '確認中') },
      { label: '入力期限超過', note: '（全期間）', number: true, sort: '-overdue', cell: (line) => (line.overdue ? el('strong', { class: 'overdue' }, count(line, line.overdue, 'view=open&overdue=true', '入力期限超過')) : '0') },
      ...RECENT.map((code) => ({
        label: status[code], note: '（前日・当日）', number: true,
        cell: (line) => count(line, line.by_status[code], `view=recent&status=${code}`, `前日・当日の${status[code]}`),
      })),
      { label: '国から直送（枚）', note: '（前日・当日）', number: true, sort: '-national', cell: (line) => number(line.national_quantity) },
    ],
    foot: ['全国', sum((line) => line.open), sum((line) => line.overdue), ...RECENT.map((code) => sum((line) => line.by_status[code])), sum((line) => line.national_quantity)],
  });
}
