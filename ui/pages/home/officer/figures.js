/** The chart by item and by day, each with its table of links. */

import { stackedBars } from '/modules/chart.js';
import { isoDate, shortDate } from '/modules/days.js';
import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { requestableItems } from '/modules/requestable.js';
import { status } from '/modules/status.js';
import { table } from '/modules/table.js';
import { patch } from '/pages/home/officer/patch.js';

const STATUSES = ['ineligible', 'under_review', 'accepted', 'withdrawn'];
const NONE = { ineligible: 0, under_review: 0, accepted: 0, withdrawn: 0 };

/** `enlarge`: a button that makes them half as large again, text and bars alike, over the whole width, or as before. */
export function figures(policy, main) {
  const items = part('items', '物資別・ステータス別の要請件数（前日・当日）', '物資別の要請件数', '物資', '複数の物資を含む要請は、物資ごとに数えます。');
  const days = part('days', '日別・ステータス別の要請件数（前日・当日）', '日別の要請件数', '要請（更新）日', '最後に要請または更新された日で数えます。');
  const enlarge = el('button', { type: 'button', class: 'button button--sub', text: 'グラフを拡大', on: { click } });
  let large = false;
  function click() {
    large = !large;
    for (const { chart } of [items, days]) chart.style.setProperty('zoom', large ? '1.5' : '1');
    main.style.maxWidth = large ? 'none' : '';
    enlarge.textContent = large ? '元の大きさに戻す' : 'グラフを拡大';
  }
  return {
    node: el('div', { class: 'stack' }, items.node, days.node),
    enlarge,
    show(summary) {
      items.show(byItem(policy, summary));
      days.show(byDay(summary));
    },
  };
}

function part(id, title, short, first, note) {
  const chart = el('div', {});
  const box = el('div', {});
  const node = el('section', { class: 'stack', 'aria-labelledby': `${id}-title` }, el('h2', { id: `${id}-title`, text: title }), chart, box, el('p', { text: note }));
  let drawn = '';
  const show = (lines) => {
    const data = JSON.stringify(lines);
    if (data === drawn) return;
    drawn = data;
    // Keeps the height while it is drawn anew, so that nothing scrolls.
    chart.style.minHeight = `${chart.offsetHeight}px`;
    replace(chart, stackedBars({ title: short, rows: lines.map(({ label, by_status }) => ({ label, values: by_status })) }));
    requestAnimationFrame(() => { chart.style.minHeight = ''; });
    patch(box, el('div', {}, table({ caption: `${short}（件）`, cards: false, columns: columns(first), rows: lines })));
  };
  return { node, chart, show };
}

const columns = (first) => [
  { label: first, heading: true, cell: (line) => el('span', { class: 'nowrap', text: line.label }) },
  ...STATUSES.map((code) => ({ label: status[code], number: true, cell: (line) => count(line, line.by_status[code], `${line.query}&status=${code}`, status[code]) })),
  { label: '合計', number: true, cell: (line) => count(line, line.total, line.query, '合計') },
];

function count({ label }, n, query, word) {
  return n === 0 ? '0' : el('a', { href: `/requests.html?${query}`, class: 'target', text: number(n), 'aria-label': `${label}、${word} ${number(n)}件` });
}

/** Every item that can be requested, also those nobody asked for. */
function byItem(policy, { by_item: lines, now }) {
  const codes = [...new Set([...requestableItems(policy, isoDate(now)).map(({ code }) => code), ...lines.map((line) => line.item)])];
  return codes.map((code) => {
    const { by_status = NONE, total = 0 } = lines.find((line) => line.item === code) ?? {};
    return { label: itemName(policy, code), query: `view=recent&item=${code}`, by_status, total };
  });
}

function byDay({ by_day: lines, now }) {
  const yesterday = new Date(Date.parse(now) - 86400000).toISOString();
  return [['前日', isoDate(yesterday)], ['当日', isoDate(now)]].map(([word, day]) => {
    const { by_status = NONE, total = 0 } = lines.find((line) => line.day === day) ?? {};
    return { label: `${word} ${shortDate(day)}`, query: `view=all&from=${day}&to=${day}`, by_status, total };
  });
}
