// A request whose content stands.
import { el, replace } from '/modules/dom.js';
import { statusMark } from '/modules/status.js';

export function edit({ main }, { json: request }) {
  // This is no new request.
  document.querySelector('.menu__link[aria-current]')?.removeAttribute('aria-current');
  replace(main,
    el('h1', {}, '緊急配布要請 ', el('span', { class: 'whole', text: request.number ?? '' }), ' ', statusMark(request.status, request.outcome)),
    el('p', { text: 'この要請の内容は、もう変えられません。' }),
    el('p', {}, el('a', { href: `/request.html?id=${request.id}`, text: '要請の内容を見る' })),
    el('p', {}, el('a', { href: '/request-edit.html', text: '新しい要請を作る' })));
}
