/** The filters of a list as a form: a screen of its own, which leads back to the list. */

import { checks } from '/modules/checks.js';
import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el, replace } from '/modules/dom.js';
import { form, showErrors } from '/modules/form.js';
import { PREFECTURES } from '/modules/prefectures.js';
import { select } from '/modules/select.js';
import { status } from '/modules/status.js';
import { textField } from '/modules/text-field.js';
import { category, flag, source } from '/modules/words.js';
import { address, cleared } from '/pages/requests/query.js';
import { viewsOf } from '/pages/requests/views.js';

const ANY = { value: '', label: '指定しない' };
/** Filters that are yes or no. */
const FLAGS = { overdue: '入力期限超過', due_today: '入力期限が本日', flagged: flag.flagged, awaiting_answer: '照会中（回答待ち）' };

const options = (words, left = []) => Object.entries(words).filter(([value]) => !left.includes(value)).map(([value, label]) => ({ value, label }));

/** `problem`: why the list could not be had. */
export function build(context, query, title, problem) {
  const filters = filterForm(context, query);
  document.title = `${title}の絞り込み - 緊急配布要請`;
  replace(context.main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: problem ? location.pathname : `${location.pathname}?${query}`, text: title }), ' > 絞り込み'),
    el('h1', { text: `${title}の絞り込み` }), filters);
  if (problem) showErrors(filters, problem);
}

function filterForm(context, query) {
  const { session, policy } = context;
  const facility = session.role === 'facility';
  const text = (name) => query.get(name) ?? '';
  const many = (name) => text(name).split(',').filter(Boolean);
  const items = policy.catalogue.map(({ code, name }) => ({ value: code, label: name }));
  const yes = (name) => select({
    name, label: FLAGS[name], value: text(name), options: [ANY, { value: 'true', label: 'はい' }, { value: 'false', label: 'いいえ' }],
  });
  const views = Object.entries(viewsOf(context)).map(([value, [label]]) => ({ value, label }));
  const fields = [
    choice({ name: 'view', legend: '表示する一覧', options: views, value: query.get('view') ?? 'all' }),
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
    !facility && yes('overdue'), !facility && yes('due_today'), !facility && yes('flagged'), yes('awaiting_answer'),
  ].filter(Boolean);
  return form({
    submit: '絞り込む',
    actions: el('a', { class: 'button button--sub', href: cleared(query), text: '条件を消して一覧に戻る' }),
    fields,
    onSubmit: () => {
      const values = fields.map((field) => [field.name, Array.isArray(field.value) ? field.value.join(',') : field.value]);
      location.assign(address(query, { number: null, sort: null, ...Object.fromEntries(values) }));
    },
  });
}
