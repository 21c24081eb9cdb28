/** The facility's weekly surveys: the trend of each requested item, as a picture and in figures. */

import { get } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { itemName, outlook } from '/modules/items.js';
import { plainTable } from '/modules/plain-table.js';
import { trend } from '/modules/trend.js';
import { weekMark, weekName } from '/modules/week.js';
import { requestedCodes } from '/pages/request/officer/labels.js';

export async function surveysOf(policy, request) {
  try {
    const { json: { items } } = await get(`/api/facilities/${encodeURIComponent(request.facility.id)}/surveys`);
    if (items.length === 0) return el('p', { text: 'この医療機関は、週次調査にまだ回答していません。' });
    return requestedCodes(policy, request).map((code) => itemTrend(policy, request, code, items.filter((survey) => survey.items[code])));
  } catch {
    return el('p', { role: 'alert', text: `週次調査を読み込めませんでした。画面を読み込み直してください。` });
  }
}

/** @param surveys newest first */
function itemTrend(policy, request, code, surveys) {
  const name = itemName(policy, code);
  if (surveys.length === 0) return el('p', { text: `${name}：週次調査の回答がありません。` });
  const of = (survey) => survey.items[code];
  const latest = of(surveys[0]);
  const points = [...surveys].reverse().map((survey) => ({ label: weekMark(survey.week), ...of(survey) }));
  return el('details', { class: 'card', open: request.review?.items[code]?.stock_flag === 'flagged' },
    el('summary', { text: `${name}：直近の在庫量${number(latest.stock)}枚、想定消費量${number(latest.weekly_consumption)}枚（${weekName(surveys[0].week)}）` }),
    trend({ title: `${name}の在庫量と1週間の想定消費量`, points }),
    plainTable(`${name}の週次調査（枚）`, ['週', '前日時点の在庫量', '今後1週間の想定消費量', '購入予定量', '備蓄見通し'], surveys.map((survey) => {
      const item = of(survey);
      return [weekName(survey.week), item.stock, item.weekly_consumption, item.planned_purchase, outlook[item.outlook]];
    })));
}
