/** A request's status. */

import { el, svg } from './dom.js';

export const status = { draft: '申請前', ineligible: '要件未充足', under_review: '確認中', accepted: '受付完了', withdrawn: '取下げ' };
export const outcome = { full: '配布あり', partial: '一部配布', none: '配布なし' };

/** Lines in a square of 24. */
const ICONS = {
  draft: 'M4 20l1-4L16 5l3 3L8 19z',
  ineligible: 'M6 6l12 12M18 6L6 18',
  under_review: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l4 2',
  accepted: 'M4 13l5 5L20 6',
  withdrawn: 'M10 5L4 11l6 6M4 11h11a5 5 0 010 9',
};

export function statusMark(code, result) {
  const icon = svg('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ICONS[code] ?? '', fill: 'none', stroke: 'currentColor', 'stroke-width': 2.5 }));
  const word = status[code] ?? code;
  return el('span', { class: 'status', dataset: { status: code } }, icon, result ? `${word}（${outcome[result] ?? result}）` : word);
}
