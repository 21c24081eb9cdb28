/** Names of the request's fields, in the order of the form. */

import { itemName } from '/modules/items.js';
import { itemOf } from '/pages/request/item.js';

export const LABELS = {
  person: '担当者名',
  phone: '電話番号',
  postal_code: '郵便番号',
  address: '届け先の住所',
  receiving_hours: '受取り可能な時間',
  cannot_procure: '要件①（欠品等により自ら調達できない）',
  remarks: '備考',
  status: '対応ステータス',
  prefecture_status: '都道府県確認ステータス',
  outcome: '結果',
  question: '照会の内容',
  answer: '回答',
  requested: '要請する',
  outlook: '備蓄見通し',
  quantity: '要請枚数',
  weekly_consumption: '今後1週間の想定消費量',
  stock: '前日時点の在庫量',
  procurement_difficulty: '自ら調達できない具体的な事情',
  aerosol_procedures: 'エアロゾル発生手技を行う具体的な事情',
};

/** A field's name, without its item's. */
export const shortLabel = (path) => LABELS[path.split('.').pop()] ?? '項目';

/** A field's name with its item's. */
export const fieldLabel = (policy, path) => (itemOf(path) ? `${itemName(policy, itemOf(path))}：${shortLabel(path)}` : shortLabel(path));
