/** The facility's part: to read, never to edit. */

import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { dateTime, number } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { prefectureName } from '/modules/prefectures.js';
import { category, designation } from '/modules/words.js';
import { itemFacts } from '/pages/request/officer/item-facts.js';
import { requestedCodes } from '/pages/request/officer/labels.js';

const CONDITIONS = { cannot_procure: '要件① 欠品等により自ら調達できない', designation: '要件② 登録', outlook: '要件③ 備蓄見通し' };

export function facilityPart(policy, request) {
  const { facility, contact, delivery } = request;
  return el('section', { class: 'stack', 'aria-labelledby': 'facility-title' },
    el('h2', { id: 'facility-title', text: '医療機関の記入内容（編集できません）' }),
    dl([
      ['要請者', facility.name],
      ['医療機関コード', facility.code],
      ['区分', `${category[facility.category]}（${prefectureName(facility.prefecture)}）`],
      ['登録の区分', facility.designations.map((code) => designation[code] ?? code).join('、') || 'なし'],
      ...request.checks.map((check) => [CONDITIONS[check.condition], check.met ? '満たしています' : `満たしていません：${check.message}`]),
      ['担当者名', contact.person],
      ['電話番号', contact.phone],
      ['届け先', `〒${delivery.postal_code} ${delivery.address}`],
      ['受取り可能な時間', delivery.receiving_hours],
      ['要請日時', dateTime(request.submitted_at)],
      ['要請（更新）日時', dateTime(request.updated_at)],
      ['備考', request.remarks || 'なし'],
    ]),
    requestedCodes(policy, request).map((code) => el('section', { class: 'card' },
      el('h3', { text: `${itemName(policy, code)}（要請 ${number(request.items[code].quantity ?? 0)}枚）` }),
      itemFacts(request, code))));
}
