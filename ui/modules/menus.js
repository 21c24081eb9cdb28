/** Menus of the officers: page and word of each entry. */

export const MENUS = {
  prefecture: 'home ホーム report 前日・当日の状況 requests 緊急配布要請一覧 export CSVダウンロード settings 設定 users 利用者 facilities 医療機関',
  ministry: 'home ホーム report 前日・当日の状況 requests 緊急配布要請一覧 export CSVダウンロード policy 受付・制度 facilities 医療機関 users 利用者 audit 監査記録 settings 都道府県の設定',
};
