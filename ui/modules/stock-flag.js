/** Words of the stock flag, which officers alone see. */

export const flag = { flagged: '在庫量が1ヶ月分以上の可能性あり', not_flagged: '該当なし', no_survey: '週次調査の回答なし' };
