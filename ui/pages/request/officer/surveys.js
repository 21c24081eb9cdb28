/** The facility's weekly surveys: the trend of each requested item, as a picture and in figures. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { itemName, outlook } from '/modules/items.js';
import { table } from '/modules/table.js';
import { requestedCodes } from '/pages/request/officer/labels.js';
import { weekName } from '/modules/week.js';
import { weekMark } from '/pages/survey/week.js';

export function surveysOf(policy, request) {
  const box = el('div', { class: 'stack' }, el('p', { text: '読み込んでいます。' }));
  const load = async () => {
    try {
      const { json } = await get(`/api/facilities/${encodeURIComponent(request.facility.id)}/surveys`);
      replace(box, shown(policy, request, json.items));
    } catch (problem) {
      replace(box, el('p', { text: `週次調査を読み込めませんでした。${problem.detail ?? ''}` }),
        el('button', { type: 'button', class: 'button button--sub', text: 'もう一度読み込む', on: { click: load } }));
    }
  };
  load();
  return box;
}

/** @param surveys newest first */
function shown(policy, request, surveys) {
  if (surveys.length === 0) return el('p', { text: 'この医療機関は、週次調査にまだ回答していません。' });
  return requestedCodes(policy, request).map((code) => itemTrend(policy, request, code, surveys.filter(({ items }) => items[code])));
}

function itemTrend(policy, request, code, surveys) {
  const name = itemName(policy, code);
  if (surveys.length === 0) return el('p', { text: `${name}：週次調査の回答がありません。` });
  const of = (survey) => survey.items[code];
  const latest = of(surveys[0]);
  const points = [...surveys].reverse().map((survey) => ({ label: weekMark(survey.week), ...of(survey) }));
  const figure = (label, field) => ({ label, number: true, cell: (survey) => `${number(of(survey)[field])}枚` });
  const picture = el('div', {});
  const draw = async () => {
    if (picture.firstChild) return;
    const { trend } = await import('/modules/trend.js');
    replace(picture, trend({ title: `${name}の在庫量と1週間の想定消費量`, points }));
  };
  return el('details', { class: 'card', open: request.review?.items[code]?.stock_flag === 'flagged', on: { toggle: draw } },
    el('summary', { class: 'mark__label', text: `${name}：直近の在庫量 ${number(latest.stock)}枚、想定消費量 ${number(latest.weekly_consumption)}枚（${weekName(surveys[0].week)}）` }),
    picture,
    table({
      caption: `${name}の週次調査`,
      cards: false,
      rows: surveys,
      columns: [
        { label: '週', heading: true, cell: (survey) => weekName(survey.week) },
        figure('前日時点の在庫量', 'stock'), figure('今後1週間の想定消費量', 'weekly_consumption'), figure('購入予定量', 'planned_purchase'),
        { label: '備蓄見通し', cell: (survey) => outlook[of(survey).outlook] },
      ],
    }));
}
