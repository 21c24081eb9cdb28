/** What the facility says of one item, and what its weekly survey says to that. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { outlook } from '/modules/items.js';
import { flag } from '/modules/stock-flag.js';
import { weekName } from '/modules/week.js';

const pieces = (n) => (n === null ? null : `${number(n)}枚`);

export function itemFacts(request, code) {
  const item = request.items[code];
  const review = request.review?.items[code] ?? {};
  return [
    flagNotice(review),
    dl([
      ['要請枚数', pieces(item.quantity)],
      ['備蓄見通し', outlook[item.outlook]],
      ['今後1週間の想定消費量', pieces(item.weekly_consumption)],
      ['前日時点の在庫量', pieces(item.stock)],
      ['自ら調達できない具体的な事情', item.procurement_difficulty],
      item.aerosol_procedures && ['エアロゾル発生手技を行う具体的な事情', item.aerosol_procedures],
      review.stock_flag === 'not_flagged' && ['週次調査との照合', `「${flag.flagged}」には該当しません（${basis(review, '≧')}）`],
    ]),
  ];
}

/** 想定消費量1,000枚×4＜在庫量5,200枚、2026年11月16日（月）～11月22日（日）の週次調査 */
function basis({ stock_flag_basis: figures }, sign) {
  if (!figures) return '';
  const { week, weekly_consumption: use, stock } = figures;
  return `想定消費量${number(use)}枚×4${sign}在庫量${number(stock)}枚、${weekName(week)}の週次調査`;
}

function flagNotice(review) {
  if (review.stock_flag === 'flagged') {
    return el('div', { class: 'banner banner--warn' },
      el('p', { class: 'banner__title', text: flag.flagged }),
      el('p', { text: `${basis(review, '＜')}。基本的に緊急配布の対象外です。医療機関に確認してください。` }),
      el('p', { text: 'この表示は医療機関には見えません。' }));
  }
  return review.stock_flag === 'no_survey'
    && el('p', { class: 'banner', text: '週次調査の回答がないため、在庫量の照合はできていません。在庫量は医療機関に確認してください。' });
}
