/** Whether the audit record is as it was written: call by call, as far as the cursor leads, unless it is stopped. */

import { get, Problem } from '/modules/api.js';
import { dateField } from '/modules/date-field.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { date, number } from '/modules/format.js';

export function build({ main }) {
  const from = dateField({ name: 'from', legend: '索引を確かめる期間（から）', optional: true });
  const to = dateField({ name: 'to', legend: '索引を確かめる期間（まで）', optional: true });
  const box = el('div', { class: 'stack' });
  document.title = '監査記録の確認 - 緊急配布要請';
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/audit.html', text: '監査記録' }), ' > 記録の確認'),
    el('h1', { text: '記録が書き換えられていないか確かめる' }),
    form({
      submit: '確かめる',
      fields: [
        el('p', { text: '利用者ごとの記録は、はじめから終わりまですべて確かめます。日ごとの索引は、この期間の分を確かめます。期間を入力しないときは、本日までの31日間です。件数が多いときは、数分かかることがあります。' }),
        from, to],
      actions: el('a', { class: 'button button--sub', href: '/audit.html', text: '監査記録に戻る' }),
      onSubmit: () => run(box, { faults: [], chains: 0, rows: 0, pointers: 0, query: period(from.value, to.value) }),
    }),
    box);
}

const period = (from, to) => new URLSearchParams(Object.entries({ from, to }).flatMap(([name, day]) => (day ? [[name, day]] : [])));

/** Follows the cursor. What a call refuses at the first is a fault of the fields. @param so what was found so far */
async function run(box, so) {
  let stopped = false;
  const words = el('p', { role: 'status' });
  const stop = el('button', { type: 'button', class: 'button button--sub', text: '途中で止める', on: { click: () => { stopped = true; words.textContent = '止めています'; } } });
  replace(box, words, stop);
  try {
    do {
      if (!stopped) words.textContent = progress(so);
      await step(so);
    } while (so.cursor && !stopped);
  } catch (problem) {
    if (!(problem instanceof Problem) || (problem.status === 422 && !so.cursor)) {
      replace(box);
      throw problem;
    }
    return replace(box, paused(box, so, `最後まで確かめられませんでした。${problem.detail}`));
  }
  replace(box, so.cursor ? paused(box, so, '途中で止めました。') : verdict(so));
  box.querySelector('[tabindex="-1"]')?.focus();
}

/** One call. */
async function step(so) {
  const query = new URLSearchParams(so.query);
  if (so.cursor) query.set('cursor', so.cursor);
  const { json } = await get(`/api/audit/verification${query.size ? `?${query}` : ''}`);
  for (const name of ['chains', 'rows', 'pointers']) so[name] += json[name];
  // A chain that takes several calls tells of the same fault again.
  for (const fault of json.faults) if (!so.faults.some(({ message }) => message === fault.message)) so.faults.push(fault);
  [so.from, so.to, so.cursor] = [json.from, json.to, json.next_cursor];
}

const looked = ({ chains, rows, pointers }) => `利用者などの系列${number(chains)}本、記録${number(rows)}件、索引${number(pointers)}件`;

const progress = (so) => `確かめています（${looked(so)}まで済み、異常${so.faults.length > 0 ? `が${number(so.faults.length)}か所` : 'なし'}）。`;

const list = (faults) => faults.length > 0 && [
  el('ul', {}, faults.map(({ message }) => el('li', { text: message }))),
  el('p', { text: '記録を変更せずに、システムの運用担当者へ連絡してください。' }),
];

/** Not to the end: what was found, and going on. */
const paused = (box, so, why) => el('section', { class: 'banner banner--warn', 'aria-label': '確かめた結果' },
  el('p', { class: 'banner__title', tabindex: '-1', text: `${why}ここまでに${looked(so)}を確かめ、${so.faults.length > 0 ? `異常が${number(so.faults.length)}か所見つかりました。` : '異常は見つかっていません。'}` }),
  list(so.faults),
  el('button', { type: 'button', class: 'button button--sub', text: '続きを確かめる', on: { click: () => run(box, so) } }));

function verdict(so) {
  const sound = so.faults.length === 0;
  const days = `索引は、${date(so.from)}から${date(so.to)}までの分です。`;
  return el('section', { class: `banner banner--${sound ? 'done' : 'warn'}`, 'aria-label': '確かめた結果' },
    el('p', { class: 'banner__title', tabindex: '-1', text: sound ? '記録は、書き込まれたときのままです。' : `記録に異常があります（${number(so.faults.length)}か所）。` }),
    list(so.faults),
    el('p', { text: `${looked(so)}を確かめました。${days}${sound ? '書き換えも欠落も見つかりませんでした。' : ''}` }));
}
