/** The facility's part: to read, never to edit. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { dateTime, number } from '/modules/format.js';
import { itemName, outlook } from '/modules/items.js';
import { prefectureName } from '/modules/prefectures.js';
import { category, designation, flag } from '/modules/words.js';
import { requestedCodes } from '/pages/request/officer/labels.js';

const CONDITIONS = { cannot_procure: '要件① 欠品等により自ら調達できない', designation: '要件② 登録', outlook: '要件③ 備蓄見通し' };

/** @param {any} policy @param {any} request */
export function facilityPart(policy, request) {
  const { facility, contact, delivery } = request;
  return el('section', { class: 'stack', 'aria-labelledby': 'facility-title' },
    el('h2', { id: 'facility-title', text: '医療機関の記入内容（編集できません）' }),
    dl([
      ['要請者', facility.name],
      ['医療機関コード', facility.code],
      ['区分', `${category[facility.category]}（${prefectureName(facility.prefecture)}）`],
      ['登録', facility.designations.map((code) => designation[code] ?? code).join('、') || 'なし'],
      ...request.checks.map((check) => [(CONDITIONS)[check.condition], `${check.met ? '満たしています' : '満たしていません'}${check.met ? '' : `：${check.message}`}`]),
      ['担当者名', contact.person],
      ['電話番号', contact.phone],
      ['届け先', `〒${delivery.postal_code} ${delivery.address}`],
      ['受取り可能な時間', delivery.receiving_hours],
      ['要請日時', dateTime(request.submitted_at)],
      ['要請（更新）日時', dateTime(request.updated_at)],
      ['備考', request.remarks || 'なし'],
    ]),
    requestedCodes(policy, request).map((code) => itemPart(policy, request, code)));
}

/** @param {any} policy @param {any} request @param {string} code */
function itemPart(policy, request, code) {
  const item = request.items[code];
  const supply = policy.catalogue.find((each) => each.code === code);
  const review = request.review?.items[code] ?? {};
  const pieces = (n) => (n === null ? null : `${number(n)}枚`);
  return el('section', { class: 'card' },
    el('h3', { text: `${itemName(policy, code)}（要請 ${number(item.quantity ?? 0)}枚）` }),
    flagNotice(review),
    dl([
      ['要請枚数', pieces(item.quantity)],
      ['備蓄見通し', outlook[item.outlook]],
      ['今後1週間の想定消費量', pieces(item.weekly_consumption)],
      ['前日時点の在庫量', pieces(item.stock)],
      ['自ら調達できない具体的な事情', item.procurement_difficulty],
      supply?.aerosol_required && ['エアロゾル発生手技を行う具体的な事情', item.aerosol_procedures],
      review.stock_flag === 'not_flagged' && ['週次調査との照合', `「${flag.flagged}」には該当しません（${basis(review, '≧')}）`],
    ]));
}

/** 想定消費量1,000枚×4＜在庫量5,200枚、2026年第47週の週次調査 @param {any} review @param {string} sign */
function basis({ stock_flag_basis: figures }, sign) {
  if (!figures) return '';
  const { week, weekly_consumption: use, stock } = figures;
  return `想定消費量${number(use)}枚×4${sign}在庫量${number(stock)}枚、${weekName(week)}の週次調査`;
}

/** @param {string} week 2026-W47 */
export const weekName = (week) => week.replace(/^(\d+)-W0?(\d+)$/, '$1年第$2週');

/** @param {any} review */
function flagNotice(review) {
  if (review.stock_flag === 'flagged') {
    return el('div', { class: 'banner banner--warn' },
      el('p', { class: 'banner__title', text: flag.flagged }),
      el('p', { text: `${basis(review, '＜')}。基本的に緊急配布の対象外です。医療機関に確認してください。` }),
      el('p', { text: 'この表示は医療機関には見えません。' }));
  }
  if (review.stock_flag === 'no_survey') {
    return el('p', { class: 'banner banner--info', text: '週次調査の回答がないため、在庫量の照合はできていません。在庫量は医療機関に確認してください。' });
  }
  return null;
}
