/** The filters of a list as a form, and in words. */

import { el } from '/modules/dom.js';
import { checks, dateField, form, select, textField } from '/modules/form.js';
import { date } from '/modules/format.js';
import { category, itemName, PREFECTURES, prefectureName, source, status } from '/modules/words.js';
import { address, filtersOf } from '/pages/requests/query.js';

/** @typedef {{session: any, policy: any}} Context */

const ANY = { value: '', label: '指定しない' };
const FLAGS = { overdue: '入力期限超過', flagged: '在庫量が1ヶ月分以上の可能性あり', awaiting_answer: '照会中（回答待ち）' };

/** @param {Record<string, string>} words @param {string[]} [left] */
const options = (words, left = []) => Object.entries(words).filter(([value]) => !left.includes(value)).map(([value, label]) => ({ value, label }));

/** @param {Context} context @param {URLSearchParams} query */
export function filterForm({ session, policy }, query) {
  const facility = session.role === 'facility';
  const text = (name) => query.get(name) ?? '';
  const many = (name) => text(name).split(',').filter(Boolean);
  const items = policy.catalogue.map(({ code, name }) => ({ value: code, label: name }));
  const yes = (name) => select({
    name, label: FLAGS[name], value: text(name), options: [ANY, { value: 'true', label: 'はい' }, { value: 'false', label: 'いいえ' }],
  });
  const fields = [
    dateField({ name: 'from', legend: '要請（更新）日（から）', value: query.get('from') }),
    dateField({ name: 'to', legend: '要請（更新）日（まで）', value: query.get('to') }),
    checks({ name: 'status', legend: 'ステータス', options: options(status, facility ? [] : ['draft']), value: many('status') }),
    checks({ name: 'item', legend: '物資', options: items, value: many('item') }),
    !facility && checks({ name: 'category', legend: '区分', options: options(category), value: many('category') }),
    !facility && textField({ name: 'facility_name', label: '医療機関名（一部でも可）', value: text('facility_name') }),
    session.role === 'ministry' && select({
      name: 'prefecture', label: '都道府県', value: text('prefecture'), options: [ANY, ...PREFECTURES.map(([value, label]) => ({ value, label }))],
    }),
    !facility && select({ name: 'source', label: '配布方法', value: text('source'), options: [ANY, ...options(source)] }),
    !facility && yes('overdue'), !facility && yes('flagged'), yes('awaiting_answer'),
  ].filter(Boolean);
  const node = form({
    submit: '絞り込む',
    actions: el('a', { class: 'button button--sub', href: cleared(query), text: '条件を消す' }),
    fields,
    onSubmit: () => {
      const values = fields.map((field) => [field.name, Array.isArray(field.value) ? field.value.join(',') : field.value]);
      location.assign(address(query, { number: null, ...Object.fromEntries(values) }));
    },
  });
  return el('details', { class: 'no-print' }, el('summary', { class: 'button button--small', text: '▼ 絞り込み' }), node);
}

/** The same list without any filter. @param {URLSearchParams} query */
export const cleared = (query) => address(query, Object.fromEntries(['number', ...filtersOf(query)].map((name) => [name, null])));

/** What is filtered for, in words. @param {any} policy @param {URLSearchParams} query */
export function filterWords(policy, query) {
  const shown = {
    from: (day) => `${dayName(day)}から`,
    to: (day) => `${dayName(day)}まで`,
    status: (codes) => each(codes, (code) => status[code]),
    item: (codes) => each(codes, (code) => itemName(policy, code)),
    category: (codes) => each(codes, (code) => category[code]),
    source: (code) => source[code],
    prefecture: prefectureName,
    facility_name: (name) => `医療機関名「${name}」`,
    overdue: (yes) => (yes === 'true' ? '入力期限超過のみ' : '入力期限超過を除く'),
    flagged: (yes) => `${FLAGS.flagged}${yes === 'true' ? 'のみ' : 'を除く'}`,
    awaiting_answer: (yes) => (yes === 'true' ? '照会中のみ' : '照会中を除く'),
  };
  return filtersOf(query).map((name) => (shown)[name](query.get(name))).join('／');
}

/** @param {string} codes @param {(code: string) => string} word */
const each = (codes, word) => codes.split(',').map((code) => word(code) ?? code).join('・');

/** A day of the address, which may be none. @param {string} day */
const dayName = (day) => (Number.isNaN(Date.parse(`${day}T00:00:00+09:00`)) || day.length !== 10 ? day : date(day));
