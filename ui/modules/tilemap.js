/** The 47 prefectures as equal squares, roughly where they lie. The page puts the same numbers in a table below. */

import { el, svg } from './dom.js';
import { figure } from './figure.js';
import { PREFECTURES } from './prefectures.js';

/** Column and row of each, in the order of the codes. */
const PLACES = '11,0 11,2 11,3 11,4 10,3 10,4 11,5 11,6 10,6 9,6 10,7 11,8 10,8 10,9 10,5 9,5 8,5 7,6 9,8 9,7 8,6 9,9 8,8 7,8 7,7 6,7 6,8 5,7 7,9 6,9 4,6 3,6 4,7 3,7 2,7 5,10 5,9 4,9 4,10 1,8 0,8 0,9 1,9 2,8 2,9 1,10 0,12'
  .split(' ').map((pair) => pair.split(',').map(Number));
const COLUMNS = 12;
const ROWS = 13;

/** Looks of a tile: fill and colour of its text. */
const LOOK = { none: ['#f2f2f2', '#333'], open: ['#c5d7fb', '#00118f'], overdue: ['#ce0000', '#fff'] };

const label = (text, x, y, size, fill) => svg('text', { x, y, 'text-anchor': 'middle', 'dominant-baseline': 'central', 'font-size': size, fill }, text);

const short = (name) => (name === '北海道' ? name : name.slice(0, -1));

function tile(value, name, x, y, side) {
  const { open = 0, overdue = 0 } = value ?? {};
  const [fill, ink] = LOOK[overdue ? 'overdue' : open ? 'open' : 'none'];
  const size = Math.max(11, Math.min(15, side / 4));
  const line = (text, at, letters) => label(text, x + side / 2 - 0.5, y + side * at, letters, ink);
  return [
    svg('rect', { class: 'chart__bar', x: x + 1, y: y + 1, width: side - 3, height: side - 3, rx: 4, fill, stroke: '#1a1a1a', 'stroke-width': overdue ? 2.5 : 1 }),
    line(short(name), overdue ? 0.22 : 0.32, size), line(open, overdue ? 0.5 : 0.68, size + 1), overdue > 0 && line(`超過${overdue}`, 0.78, size - 2)];
}

/** On narrow screens the squares stand in the order of the codes. */
function draw(title, values, width) {
  const wide = width >= 560;
  const columns = wide ? COLUMNS : Math.max(5, Math.floor(width / 62));
  const side = Math.min(64, width / columns);
  const rows = wide ? ROWS : Math.ceil(47 / columns);
  return svg('svg', { width: side * columns, height: rows * side, class: 'chart', role: 'img', 'aria-label': `${title}の地図。同じ数字を下の表に示します。` },
    PREFECTURES.map(([code, name], at) => {
      const [column, row] = wide ? PLACES[at] : [at % columns, Math.floor(at / columns)];
      return tile(values[code], name, column * side, row * side, side);
    }));
}

/** `values`: `{open, overdue}` by code of prefecture. */
export const tilemap = ({ title, values }) => figure(title, (width) => draw(title, values, width),
  el('p', { class: 'sub', text: '各ますの数字は、いま確認中の要請の件数です。そのうち入力期限を過ぎたものがある都道府県は、濃い色に太い枠で、「超過」として件数を示します。' }));
