/** A request number that cannot be one: what was typed stays, to be mended. */

import { el, replace } from '/modules/dom.js';
import { form, showErrors } from '/modules/form.js';
import { textField } from '/modules/text-field.js';

export function build({ main }, query, title, problem) {
  const number = textField({ name: 'number', label: '要請番号', value: query.get('number') });
  const search = form({
    submit: '検索',
    fields: number,
    actions: el('a', { class: 'button button--sub', href: '/requests.html', text: '一覧に戻る' }),
    onSubmit: () => location.assign(`/requests.html?${new URLSearchParams({ number: number.value })}`),
  });
  search.setAttribute('role', 'search');
  replace(main, el('h1', { text: title }), el('h2', { text: '要請番号で検索' }), search);
  showErrors(search, problem);
}
