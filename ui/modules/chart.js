/** Stacked horizontal bars by status. The page puts the same numbers in a table below. */

import { svg } from './dom.js';
import { figure } from './figure.js';
import { status as words } from './status.js';

/** Fill and pattern of each status. */
const LOOK = {
  draft: ['#767676', ''],
  ineligible: ['#ce0000', 'M-2 10L10-2M4 16L16 4'],
  under_review: ['#0055ad', 'M0 3.5H12M0 9.5H12'],
  accepted: ['#197a4b', 'M-2 2L10 14M4-4L16 8'],
  withdrawn: ['#626264', 'M3 0V12M9 0V12'],
};
const BAR = 30;
let count = 0;

function pattern(id, code) {
  const [fill, lines] = LOOK[code] ?? LOOK.draft;
  return svg('pattern', { id: `${id}-${code}`, width: 12, height: 12, patternUnits: 'userSpaceOnUse' },
    svg('rect', { width: 12, height: 12, fill }), lines && svg('path', { d: lines, stroke: '#fff', 'stroke-width': 1.5, 'stroke-opacity': 0.75, fill: 'none' }));
}

const block = (id, code, x, y, width, height) =>
  svg('rect', { class: 'chart__bar', x, y, width, height, fill: `url(#${id}-${code})`, stroke: '#1a1a1a' });

const label = (text, x, y, anchor = 'start') => svg('text', { x, y, 'text-anchor': anchor, 'dominant-baseline': 'central', class: 'chart__text' }, text);

/** How many of them stand beside each other in a narrow one: each has room for six characters. */
const beside = (width) => (width < 260 ? 1 : 2);

function legend(id, codes, width, narrow, left) {
  const step = narrow ? width / beside(width) : Math.min(150, (width - left) / codes.length);
  return codes.map((code, at) => {
    const x = narrow ? (at % beside(width)) * step : left + at * step;
    const y = narrow ? Math.floor(at / beside(width)) * 28 : 0;
    return [block(id, code, x + 1, y + 3, 20, 20), label(words[code], x + 28, y + 14)];
  });
}

/** One row's bars with their numbers, and its total. */
function bars(id, codes, values, x0, y, unit) {
  let x = x0;
  let total = 0;
  const drawn = codes.filter((code) => values[code]).map((code) => {
    const n = values[code];
    const width = Math.max(n * unit - 2, 2);
    const box = 7 + String(n).length * 9;
    const middle = x + width / 2;
    const parts = [block(id, code, x, y, width, BAR)];
    if (width >= box) {
      parts.push(svg('rect', { x: middle - box / 2, y: y + 5, width: box, height: 20, rx: 3, fill: '#fff', class: 'chart__box' }), label(n, middle, y + 15.5, 'middle'));
    }
    x += width + 2;
    total += n;
    return parts;
  });
  return [drawn, label(`${total}件`, x + 6, y + BAR / 2)];
}

function draw(id, { title, rows, statuses }, width) {
  const narrow = width < 600;
  const left = narrow ? 0 : 16 + 16 * Math.max(...rows.map((row) => row.label.length), 4);
  const top = narrow ? Math.ceil(statuses.length / beside(width)) * 28 + 8 : 40;
  const pitch = narrow ? 64 : 46;
  const sum = ({ values }) => statuses.reduce((all, code) => all + (values[code] ?? 0), 0);
  const most = Math.max(1, ...rows.map(sum));
  const unit = (width - left - 64) / most;
  const height = top + rows.length * pitch;
  const lines = rows.map((row, at) => {
    const y = top + at * pitch;
    return [narrow ? label(row.label, 0, y + 12) : label(row.label, left - 10, y + BAR / 2, 'end'), bars(id, statuses, row.values, left + 1, narrow ? y + 26 : y, unit)];
  });
  return svg('svg', { width, height, class: 'chart', role: 'img', 'aria-label': `${title}のグラフ。同じ数字を下の表に示します。` },
    svg('defs', {}, statuses.map((code) => pattern(id, code))), legend(id, statuses, width, narrow, left), lines);
}

/** `rows`: `{label, values: {status: n}}`. */
export function stackedBars({ statuses = ['ineligible', 'under_review', 'accepted', 'withdrawn'], ...options }) {
  const id = `chart${(count += 1)}`;
  return figure(options.title, (width) => draw(id, { ...options, statuses }, width));
}
