// @ts-check
/** Whether the audit record is as it was written, in words. */

import { get, Problem } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { number } from '/modules/format.js';

/** Follows all chains, call by call. @param {HTMLElement} box */
export async function verify(box) {
  let [chains, rows] = [0, 0];
  /** @type {any[]} */
  const faults = [];
  /** @type {string|null} */
  let cursor = null;
  try {
    do {
      replace(box, el('p', { text: `確かめています（${number(rows)}件まで済みました）。` }));
      const { json } = await get(`/api/audit/verification${cursor ? `?${new URLSearchParams({ cursor })}` : ''}`);
      chains += json.chains;
      rows += json.rows;
      faults.push(...json.faults);
      cursor = json.next_cursor;
    } while (cursor);
    replace(box, faults.length === 0 ? sound(chains, rows) : broken(chains, rows, faults));
  } catch (problem) {
    replace(box, el('p', { class: 'banner banner--warn', text: `最後まで確かめられませんでした。${problem instanceof Problem ? problem.detail : ''}` }));
    if (!(problem instanceof Problem)) throw problem;
  }
}

/** @param {number} chains @param {number} rows */
const sound = (chains, rows) => el('p', { class: 'banner banner--done', text: `記録は、書き込まれたときのままです。${number(chains)}人分、${number(rows)}件を確かめ、書き換えも欠落も見つかりませんでした。` });

/** @param {number} chains @param {number} rows @param {any[]} faults */
const broken = (chains, rows, faults) => el('section', { class: 'banner banner--warn', 'aria-label': '確かめた結果' },
  el('p', { class: 'banner__title', text: `記録に異常があります。${number(chains)}人分、${number(rows)}件を確かめ、${number(faults.length)}か所が見つかりました。` }),
  el('ul', {}, faults.map(({ message }) => el('li', { text: message }))),
  el('p', { text: '記録を変更せずに、システムの運用担当者へ連絡してください。' }));
