/** 緊急配布要請一覧; for a facility the list of its own requests. */

import { Problem } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { page } from '/modules/frame.js';
import { rememberList } from '/pages/requests/back.js';
import { cleared, filterWords } from '/pages/requests/filter-words.js';
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
  const { session, main } = context;
  const facility = session.role === 'facility';
  const title = facility ? '要請の一覧' : '緊急配布要請一覧';
  const query = readQuery();
  const view = query.get('view') ?? 'all';
  document.title = `${title} - 緊急配布要請`;
  rememberList();

  const words = query.has('number') ? `要請番号「${query.get('number')}」` : filterWords(context, query);
  const filters = filterBox(context, query);
  const search = numberSearch(query);
  const list = el('div', { class: 'stack' });
  const heading = query.has('number') ? '検索の結果' : viewName(view, facility);
  replace(main,
    el('h1', { text: title }),
    el('div', { class: 'row no-print' },
      facility && el('a', { class: 'button button--main', href: '/request-edit.html', text: '新しい要請を作る' }),
      !facility && el('a', { class: 'button button--sub', href: '/export.html', text: 'CSVをダウンロード' }),
      printButton()),
    views(query, view, facility),
    search,
    filters.node,
    el('h2', { text: heading }),
    words && el('p', { class: 'row' }, `絞り込み：${words}`, el('a', { class: 'button button--small', href: cleared(query), text: '条件を消す' })),
    !query.has('number') && el('p', { text: note(view, facility) }),
    facility && el('p', { text: '「都道府県が確認を終える目安」は、物資が届く日ではありません。' }),
    list,
    printStamp(session));
  try {
    replace(list, listing(context, query, await load(query), `${title}（${heading}）`));
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 422) throw problem;
    replace(list, el('p', { text: '条件を直すと、一覧を表示します。' }));
    await refused(problem);
  }

  /** @param {any} problem */
  async function refused(problem) {
    const { showErrors } = await import('/modules/form.js');
    const inSearch = problem.errors.some(({ field }) => field === 'number');
    if (inSearch) {
      const { textField } = await import('/modules/text-field.js');
      search.querySelector('input').replaceWith(textField({ name: 'number', label: '要請番号', value: query.get('number') }));
      search.querySelector('label.field__label[for=number]')?.remove();
    } else await filters.open();
    showErrors(inSearch ? search : filters.node, problem);
  }
}

/** @param {string} view @param {boolean} facility */
const viewName = (view, facility) => (facility && view === 'all' ? 'すべて' : VIEWS[view] ?? '要請');

/** @param {string} view @param {boolean} facility */
function note(view, facility) {
  if (facility && view === 'open') return '申請前、要件未充足、確認中の要請です。';
  return NOTES[(view)] ?? '';
}

/** @param {URLSearchParams} query @param {string} view @param {boolean} facility */
function views(query, view, facility) {
  const links = Object.keys(VIEWS).filter((code) => !facility || code !== 'since_cutoff').map((code) => el('li', {}, el('a', {
    class: code === view && !query.has('number') ? 'button button--main' : 'button button--sub',
    href: address(query, { view: code, sort: null, number: null }),
    text: viewName(code, facility),
    'aria-current': code === view && !query.has('number') && 'page',
  })));
  return el('nav', { class: 'no-print', 'aria-label': '表示する一覧' }, el('ul', { class: 'row' }, links));
}

/** A plain form: the address is all it makes. @param {URLSearchParams} query */
const numberSearch = (query) => el('form', { action: '/requests.html', role: 'search', class: 'row no-print' },
  el('label', { class: 'field__label', for: 'number', text: '要請番号で検索（例：SOS-20261124-7K3QX）' }),
  el('input', { id: 'number', name: 'number', class: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value: query.get('number') }),
  el('button', { type: 'submit', class: 'button button--sub', text: '検索' }));

/** The filters, loaded when they are opened. @param {any} context @param {URLSearchParams} query */
function filterBox(context, query) {
  const box = el('div', {});
  let filling = null;
  const fill = async () => replace(box, el('div', { class: 'card' }, (await import('/pages/requests/filters.js')).filterForm(context, query)));
  const load = () => {
    filling ??= fill().catch(() => {
      filling = null;
      replace(box, el('p', { text: '開けませんでした。閉じてから、もう一度開いてください。' }));
    });
    return filling;
  };
  const node = el('details', { class: 'no-print', on: { toggle: load } }, el('summary', { class: 'button button--small', text: '▼ 絞り込み' }), box);
  return { node, open: () => { node.open = true; return load(); } };
}
