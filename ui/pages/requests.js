/** 緊急配布要請一覧; for a facility the list of its own requests. */

import { Problem } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { form, showErrors, textField } from '/modules/form.js';
import { page } from '/modules/frame.js';
import { rememberList } from '/pages/requests/back.js';
import { cleared, filterForm, filterWords } from '/pages/requests/filters.js';
import { address, load, readQuery } from '/pages/requests/query.js';
import { printButton, printStamp } from '/pages/requests/print.js';
import { listing } from '/pages/requests/rows.js';

const VIEWS = { open: '未対応', recent: '前日・当日', since_cutoff: '前営業日13時以降', all: 'すべて選択' };
const NOTES = {
  open: '対応ステータスが「確認中」の要請を、入力期限の早い順に表示します。',
  recent: '前日・当日に要請または更新された要請です。前日より前の要請は表示されません。',
  since_cutoff: '前営業日の13時より後に要請または更新された要請です。',
  all: 'すべての要請です。',
};

page({ title: '要請の一覧', current: '/requests.html', build });

/** @param {any} context */
async function build(context) {
  const { session, policy, main } = context;
  const facility = session.role === 'facility';
  const title = facility ? '要請の一覧' : '緊急配布要請一覧';
  const query = readQuery();
  const view = (query.get('view') ?? 'all');
  document.title = `${title} - 緊急配布要請`;
  rememberList();

  const words = query.has('number') ? `要請番号「${query.get('number')}」` : filterWords(policy, query);
  const filters = filterForm(context, query);
  const search = numberSearch(query);
  const list = el('div', { class: 'stack' });
  const heading = query.has('number') ? '検索の結果' : (VIEWS[view] ?? '要請');
  replace(main,
    el('h1', { text: title }),
    el('div', { class: 'row no-print' },
      facility && el('a', { class: 'button button--main', href: '/request-edit.html', text: '新しい要請を作る' }),
      !facility && el('a', { class: 'button button--sub', href: '/export.html', text: 'CSVをダウンロード' }),
      printButton()),
    views(query, view, facility),
    search,
    filters,
    el('h2', { text: heading }),
    words && el('p', { class: 'row' }, `絞り込み：${words}`, el('a', { class: 'no-print', href: cleared(query), text: '条件を消す' })),
    !query.has('number') && el('p', { text: note(view, facility) }),
    facility && el('p', { text: '「都道府県が確認を終える目安」は、物資が届く日ではありません。' }),
    list,
    printStamp(session));
  try {
    replace(list, listing(context, query, await load(query), `${title}（${heading}）`));
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 422) throw problem;
    const inSearch = problem.errors.some(({ field }) => field === 'number');
    if (!inSearch) filters.open = true;
    replace(list, el('p', { text: '条件を直すと、一覧を表示します。' }));
    showErrors(inSearch ? search : filters, problem);
  }
}

/** @param {string} view @param {boolean} facility */
function note(view, facility) {
  if (facility && view === 'open') return '申請前、要件未充足、確認中の要請です。';
  return NOTES[(view)] ?? '';
}

/** @param {URLSearchParams} query @param {string} view @param {boolean} facility */
function views(query, view, facility) {
  const links = Object.entries(VIEWS).filter(([code]) => !facility || code !== 'since_cutoff').map(([code, label]) => el('li', {}, el('a', {
    class: code === view && !query.has('number') ? 'button button--main' : 'button button--sub',
    href: address(query, { view: code, sort: null, number: null }),
    text: facility && code === 'all' ? 'すべて' : label,
    'aria-current': code === view && !query.has('number') && 'page',
  })));
  return el('nav', { class: 'no-print', 'aria-label': '表示する一覧' }, el('ul', { class: 'row' }, links));
}

/** @param {URLSearchParams} query */
function numberSearch(query) {
  const number = textField({ name: 'number', label: '要請番号で検索', support: '例：SOS-20261124-7K3QX', value: query.get('number') ?? '' });
  const node = form({
    submit: '検索',
    class: 'row',
    fields: number,
    onSubmit: () => location.assign(number.value.trim() ? `/requests.html?${new URLSearchParams({ number: number.value.trim() })}` : '/requests.html'),
  });
  node.setAttribute('role', 'search');
  node.classList.add('no-print');
  return node;
}
