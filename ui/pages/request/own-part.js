// What the facility wrote.
import { dl } from '/modules/dl.js';
import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { category, designation } from '/modules/words.js';
import { ITEM } from '/pages/request/item.js';
import { shortLabel } from '/pages/request/labels.js';
import { shown } from '/pages/request/shown.js';

export const card = (policy, code, rows) => el('section', { class: 'card' }, el('h3', { text: itemName(policy, code) }), dl(rows));
export const ordered = (policy, has) => policy.catalogue.map(({ code }) => code).filter(has);

export function ownPart(policy, request) {
  const { facility, contact, delivery, items, checks } = request;
  const aerosol = (code) => policy.catalogue.find((item) => item.code === code).aerosol_required;
  const rows = (code) => Object.keys(ITEM).slice(1)
    .filter((field) => field !== 'aerosol_procedures' || aerosol(code))
    .map((field) => [shortLabel(field), shown(field === 'outlook' ? '.outlook' : field, items[code][field])]);
  const codes = ordered(policy, (code) => items[code]?.requested);
  return el('section', { class: 'stack', 'aria-labelledby': 'own-title' },
    el('h2', { id: 'own-title', text: '医療機関の記入内容' }),
    dl([
      ['要請者', facility.name],
      ['医療機関コード', facility.code],
      ['区分', category[facility.category]],
      ['登録', facility.designations.map((one) => designation[one]).join('、') || 'なし'],
      ['要件①', request.cannot_procure ? '欠品等により自ら調達できない' : 'チェックなし'],
      request.submitted_at && ['要請日時', dateTime(request.submitted_at)],
      request.updated_at && ['要請（更新）日時', dateTime(request.updated_at)],
    ]),
    codes.length === 0 && el('p', { text: '要請する物資は選ばれていません。' }),
    codes.map((code) => card(policy, code, rows(code))),
    el('h3', { text: '連絡先・届け先' }),
    dl([...Object.entries(contact), ...Object.entries(delivery), ['remarks', request.remarks]].map(([field, value]) => [shortLabel(field), shown(field, value)])),
    checks.length > 0 && request.status !== 'ineligible'
      && [el('h3', { text: 'システムチェックの結果' }), el('ul', {}, checks.map(({ message }) => el('li', { text: message })))]);
}
