/** What an entry is about, in words: the record itself holds codes, so that it can be searched. */

import { date, dateTime } from '/modules/format.js';
import { prefectureName } from '/modules/prefectures.js';
import { ACTIONS } from '/pages/audit/actions.js';

const REPORTS = {
  requests: '要請一覧（全区分）', requests_hospital: '要請一覧（病院）', requests_clinic: '要請一覧（診療所）', requests_dental: '要請一覧（歯科診療所）',
  requests_other: '要請一覧（その他）', recent: '前日・当日の要請', national_direct: '国から直送', audit: '監査記録',
};

/** Of a refused call: by the beginning of its path. */
const ROUTES = [
  ['/api/account', 'アカウント'], ['/api/audit', '監査記録'], ['/api/designation-checks', '登録の確認の依頼'], ['/api/facilities', '医療機関'],
  ['/api/facility-imports', '医療機関の一括登録'], ['/api/policy', '受付・制度'], ['/api/prefectures', '都道府県の設定'], ['/api/reports', 'CSVの出力'],
  ['/api/requests', '要請'], ['/api/security', 'ログインの決まり'], ['/api/session', 'ログイン'], ['/api/summary', 'ホームの集計'], ['/api/surveys', '週次調査'],
  ['/api/users', '利用者'],
];

/** 2026-11-24T13:00 → 2026年11月24日（火）13時 */
const dated = (text) => text.replace(/\d{4}-\d\d-\d\d(T\d\d:\d\d)?/g, (iso, time) => (time ? dateTime(`${iso}+09:00`) : date(iso)));

const actionWord = (code) => ACTIONS.find(([each]) => each === code)?.[1] ?? code;

/** @param subject `<report> <period> <encoding> …` */
function exported(subject) {
  const [report, ...rest] = subject.split(' ');
  const words = dated(rest.join('、')).replace('shift_jis', 'Shift-JIS').replace('utf_8', 'UTF-8')
    .replace(/action=(\w+)/, (_, code) => `操作：${actionWord(code)}`).replace('user=', 'ユーザ名：');
  return `${REPORTS[report] ?? report}${words ? `　${words}` : ''}`;
}

/** @param subject `<method> <path>` and what was called for, or a user name */
function refused(subject) {
  const path = subject.split(' ')[1] ?? '';
  const known = ROUTES.find(([begin]) => path === begin || path.startsWith(`${begin}/`));
  return known ? `${known[1]}（${subject}）` : subject;
}

export function subjectWords({ action, subject }) {
  if (!subject || subject === '-') return 'なし';
  if (action.startsWith('policy_')) return `第${subject}版`;
  if (action.startsWith('address_') || action === 'settings_changed') return prefectureName(subject);
  if (action === 'security_changed') return '二要素認証を必須にする役割';
  if (action === 'exported' || action === 'audit_exported') return exported(subject);
  return action === 'access_refused' ? refused(subject) : subject;
}
