/** Words for what the wire names by codes; further ones in status.js, items.js and prefectures.js. */

export const prefectureStatus = { not_started: '未着手', in_progress: '入力中', completed: '完了' };
export const category = { hospital: '病院', clinic: '診療所', dental: '歯科診療所', other: 'その他' };
export const source = { prefecture: '都道府県の備蓄', nation: '国から直送' };
export { flag } from './stock-flag.js';
export const designation = {
  covid_inpatient: '新型コロナウイルス感染症患者（疑い患者を含む）を受け入れる医療機関',
  fever_outpatient: '外来対応医療機関',
  recovery_backup: '後方支援医療機関',
};
export const role = { facility: '医療機関', prefecture: '都道府県担当者', ministry: '国の担当者' };
