/** Recovery codes, shown once. */

import { el, replace } from '../../modules/dom.js';
import { done } from '../../modules/done.js';
import { clearErrors } from '../../modules/form.js';

export function showCodes({ place, draw, forced }, codes, message) {
  const close = async () => {
    if (forced) return location.assign('/home.html');
    clearErrors();
    await draw();
  };
  replace(place, el('div', { class: 'card' },
    el('h3', { text: '回復コード' }),
    el('p', { text: '認証アプリを使えないとき、確認コードの代わりに使います。1つのコードは1回だけ使えます。今だけ表示します。印刷するか書き写して、ほかの人の目に触れない場所に保管してください。' }),
    el('ul', { class: 'codes' }, codes.map((code) => el('li', {}, el('code', { text: code })))),
    el('div', { class: 'row' },
      el('button', { type: 'button', class: 'button button--sub', text: '印刷する', on: { click: () => print() } }),
      el('button', { type: 'button', class: 'button button--main', text: forced ? '保管しました。ホームへ進む' : '保管しました', on: { click: close } }))));
  done(el('p', { text: message }));
}
