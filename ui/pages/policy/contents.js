/** A version of the rules in words, part by part: pairs of label and words. */

import { isoDate } from '/modules/days.js';
import { date, dateTime } from '/modules/format.js';
import { hour } from '/modules/hours.js';
import { outlook } from '/modules/items.js';
import { designation } from '/modules/words.js';

/* A draft also holds what was mistyped, which is shown as it is. */
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && isoDate(text) === text;
const day = (text) => (isDay(text) ? date(text) : text);
const clock = (text) => (/^\d\d:\d\d$/.test(text) ? hour(text) : text);
const days = (all) => all.map(day).join('、') || 'なし';
const chosen = (codes, words) => codes.map((code) => words[code]).join('、') || 'なし';

function start({ effective_from: from }) {
  if (!from) return [['適用開始日時', 'すぐに（登録したとき）']];
  const [on, at] = from.split('T');
  return [['適用開始日時', isDay(on) && !Number.isNaN(Date.parse(from)) ? dateTime(from) : `${on} ${at.slice(0, 5)}`]];
}

function supply({ code, name, unit, order, aerosol_required, valid_from, valid_to }) {
  const period = valid_from || valid_to ? `、取扱い${valid_from ? day(valid_from) : ''}～${valid_to ? day(valid_to) : ''}` : '';
  const words = `単位：${unit}、表示順：${order ?? 'なし'}、物資コード：${code || 'なし'}${aerosol_required ? '、エアロゾル発生手技の記入が必要' : ''}${period}`;
  return [name || '名称なし', words, code];
}

export const contents = {
  start,
  rules: ({ qualifying_designations, qualifying_outlooks, cutoff, target }) => [
    ['要件②を満たす登録', chosen(qualifying_designations, designation)],
    ['要件③を満たす備蓄見通し', chosen(qualifying_outlooks, outlook)],
    ['締切時刻', `${clock(cutoff)}（${clock(cutoff)}ちょうどの1分間に届いた申請を含む）`],
    ['入力期限の時刻', clock(target)],
  ],
  days: ({ days: own }) => [['国の休業日', days(own.closed)], ['国の営業日', days(own.open)]],
  supplies: ({ catalogue }) => catalogue.map(supply),
  acceptance: ({ acceptance }) => [['申請の受付', acceptance.open ? '受付中' : '停止'], ['お知らせ', acceptance.notice || 'なし']],
};

/** All parts but the start, which says something else of a version that is registered. */
export const allContents = (version) => ['rules', 'days', 'supplies', 'acceptance'].flatMap((part) => contents[part](version));

/**
 * The words of `after`, each with those of `before` where they differ: label, words, words before. What may be renamed comes with a third member that
 * stays.
 */
export function compared(before, after) {
  const stood = new Map(before.map(([label, text, key = label]) => [key, [label, text]]));
  return after.map(([label, text, key = label]) => {
    const [was, words] = stood.get(key) ?? [label, 'なし'];
    if (was !== label) return [label, text, `${was}（${words}）`];
    return [label, text, text === words ? null : words];
  });
}
