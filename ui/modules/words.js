// @ts-check
/** Words for what the wire names by codes. */

import { el, svg } from './dom.js';

export const status = { draft: '申請前', ineligible: '要件未充足', under_review: '確認中', accepted: '受付完了', withdrawn: '取下げ' };
export const outcome = { full: '配布あり', partial: '一部配布', none: '配布なし' };
export const prefectureStatus = { not_started: '未着手', in_progress: '入力中', completed: '完了' };
export const category = { hospital: '病院', clinic: '診療所', dental: '歯科診療所', other: 'その他' };
export const outlook = { within_1_week: '1週間以内', two_to_three_weeks: '2～3週間', one_month_or_more: '1か月以上' };
export const source = { prefecture: '都道府県の備蓄', nation: '国から直送' };
export const flag = { flagged: '在庫量が1ヶ月分以上の可能性あり', not_flagged: '該当なし', no_survey: '週次調査の回答なし' };
export const designation = {
  covid_inpatient: '新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関',
  fever_outpatient: '外来対応医療機関',
  recovery_backup: '後方支援医療機関',
};
export const role = { facility: '医療機関', prefecture: '都道府県担当者', ministry: '国の担当者' };

/** Outlines in a square of 24, drawn with a line. */
const ICONS = {
  draft: 'M4 20l1-4L16 5l3 3L8 19z',
  ineligible: 'M6 6l12 12M18 6L6 18',
  under_review: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l4 2',
  accepted: 'M4 13l5 5L20 6',
  withdrawn: 'M10 5L4 11l6 6M4 11h11a5 5 0 010 9',
};

/** A status as icon and word; an accepted one with its outcome. */
export function statusMark(code, result) {
  const icon = svg('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ICONS[code] ?? '', fill: 'none', stroke: 'currentColor', 'stroke-width': 2.5 }));
  const word = status[code] ?? code;
  return el('span', { class: 'status', dataset: { status: code } }, icon, result ? `${word}（${outcome[result] ?? result}）` : word);
}

export const itemName = (policy, code) => policy.catalogue.find((item) => item.code === code)?.name ?? code;

/** Items that can be requested on that day. */
export function requestableItems(policy, today = new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10)) {
  const valid = ({ valid_from, valid_to }) => (!valid_from || valid_from <= today) && (!valid_to || today <= valid_to);
  return policy.catalogue.filter(valid).sort((a, b) => a.order - b.order);
}

const NAMES = '北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県';
/** Code and name of all 47. @type {[string, string][]} */
export const PREFECTURES = NAMES.split(' ').map((name, at) => [String(at + 1).padStart(2, '0'), name]);

export const prefectureName = (code) => PREFECTURES.find(([each]) => each === code)?.[1] ?? code ?? '';
