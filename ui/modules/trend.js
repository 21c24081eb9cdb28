/** Stock as bars and expected weekly consumption as a line, by week. The page puts the same numbers in a table below. */

import { svg } from './dom.js';
import { figure } from './figure.js';
import { number } from './format.js';

const HEIGHT = 190;
const TOP = 56;
const BASE = HEIGHT - 26;

const label = (text, x, y, anchor = 'middle') => svg('text', { x, y, 'text-anchor': anchor, class: 'chart__text chart__text--small' }, text);

/** Where a number stands over its bar: over the line's dot, too, where that would cover it. */
const above = (bar, dot) => (dot < bar + 1 && dot > bar - 24 ? dot - 9 : bar - 6);

function draw(title, points, width) {
  const most = Math.max(1, ...points.flatMap(({ stock, weekly_consumption: use }) => [stock ?? 0, use ?? 0]));
  const step = width / points.length;
  const y = (n) => BASE - (n / most) * (BASE - TOP);
  const every = Math.ceil(56 / step);
  // The newest week always.
  const told = (at) => (points.length - 1 - at) % every === 0;
  const x = (at) => step * (at + 0.5);
  const used = points.map(({ weekly_consumption: use }, at) => (use === null || use === undefined ? null : [x(at), y(use)])).filter((p) => p !== null);
  const bar = Math.min(48, step * 0.6);
  return svg('svg', { width, height: HEIGHT, class: 'chart', role: 'img', 'aria-label': `${title}のグラフ。同じ数字を下の表に示します。` },
    svg('rect', { class: 'chart__bar', x: 1, y: 4, width: 16, height: 16, fill: '#c5d7fb', stroke: '#1a1a1a' }), label('在庫量', 24, 17, 'start'),
    svg('path', { d: 'M96 12H120', stroke: '#c74700', 'stroke-width': 3 }), svg('circle', { cx: 108, cy: 12, r: 4.5, fill: '#c74700' }), label('1週間の想定消費量', 128, 17, 'start'),
    svg('path', { d: `M0 ${BASE}H${width}`, stroke: '#666' }),
    points.map(({ label: week, stock }, at) => [
      stock > 0 && svg('rect', { class: 'chart__bar', x: x(at) - bar / 2, y: y(stock), width: bar, height: BASE - y(stock), fill: '#c5d7fb', stroke: '#1a1a1a' }),
      told(at) && label(week, x(at), HEIGHT - 8),
    ]),
    used.length > 1 && svg('path', { d: `M${used.map((p) => p.join(' ')).join('L')}`, fill: 'none', stroke: '#c74700', 'stroke-width': 3 }),
    used.map(([cx, cy]) => svg('circle', { cx, cy, r: 4.5, fill: '#c74700', stroke: '#fff' })),
    points.map(({ stock, weekly_consumption: use }, at) => told(at) && (stock ?? null) !== null && label(number(stock), x(at), above(y(stock), y(use ?? 0)))));
}

/** `points`: oldest first. */
export const trend = ({ title, points }) => figure(title, (width) => draw(title, points, width));
