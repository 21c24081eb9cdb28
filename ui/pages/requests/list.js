/** The list itself, with the ways to other lists. */

import { el, replace } from '/modules/dom.js';
import { rememberList } from '/pages/requests/back.js';
import { filterWords } from '/pages/requests/filter-words.js';
import { printButton, printStamp } from '/pages/requests/print.js';
import { address, cleared } from '/pages/requests/query.js';
import { listing } from '/pages/requests/rows.js';
import { viewsOf } from '/pages/requests/views.js';

export function build(context, query, title, rows) {
  const { session, main } = context;
  const facility = session.role === 'facility';
  const views = viewsOf(context);
  const number = query.get('number');
  const [name, note] = number ? ['検索の結果', ''] : views[query.get('view') ?? 'all'] ?? ['要請', ''];
  const words = number ? `要請番号「${number}」` : filterWords(context, query);
  rememberList();
  replace(main,
    el('h1', { text: title }),
    el('div', { class: 'row no-print' },
      facility && el('a', { class: 'button button--main', href: '/request-edit.html', text: '新しい要請を作る' }),
      !facility && el('a', { class: 'button button--sub', href: '/export.html', text: 'CSVをダウンロード' }),
      printButton()),
    lists(views, query),
    numberSearch(query),
    el('p', { class: 'no-print' }, el('a', { class: 'button button--small', href: address(query, { number: null, filters: 'open' }), text: '条件で絞り込む' })),
    el('h2', { text: name }),
    words && el('p', { class: 'row' }, `絞り込み：${words}`, el('a', { class: 'button button--small no-print', href: cleared(query), text: '条件を消す' })),
    note && el('p', { text: note }),
    facility && el('p', { text: '「都道府県が確認を終える目安」は、物資が届く日ではありません。' }),
    listing(context, query, rows, `${title}（${name}）`),
    printStamp(session));
}

function lists(views, query) {
  const link = (code, current) => el('a', {
    class: 'button button--sub', href: address(query, { view: code, sort: null, number: null }), text: views[code][0], 'aria-current': current && 'page',
  });
  return el('nav', { class: 'no-print', 'aria-label': '表示する一覧' },
    el('ul', { class: 'row' }, Object.keys(views).map((code) => el('li', {}, link(code, code === query.get('view') && !query.has('number'))))));
}

/** A plain form: the address is all it makes. */
const numberSearch = (query) => el('form', { action: '/requests.html', role: 'search', class: 'row no-print' },
  el('label', { class: 'field__label', for: 'number' }, '要請番号で検索', el('span', { class: 'nowrap', text: '（例：SOS-20261124-7K3QX）' })),
  el('input', { id: 'number', name: 'number', class: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value: query.get('number') }),
  el('button', { type: 'submit', class: 'button button--sub', text: '検索' }));
