/** A page about one request, beside its detail: the request by the address, and the way back. */

import { get } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { lastList } from '/pages/requests/back.js';

const id = () => new URLSearchParams(location.search).get('id') ?? '';

export const load = async () => (await get(`/api/requests/${encodeURIComponent(id())}`)).json;

export const detail = (request) => `/request.html?id=${request.id}`;

/** What stands at the top of such a page, and in its title. */
export function heading(request, title) {
  document.title = `${title} ${request.number} - 緊急配布要請`;
  return [
    el('nav', { class: 'breadcrumb no-print', 'aria-label': 'パンくず' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' > ', el('a', { href: detail(request), text: request.number }), ' > ',
      el('span', { 'aria-current': 'page', text: title })),
    el('h1', {}, `${title} `, el('span', { class: 'whole', text: request.number })),
    el('p', { text: `要請者：${request.facility.name}` }),
  ];
}
