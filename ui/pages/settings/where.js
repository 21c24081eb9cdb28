/** Where a prefecture's settings are, and the way back to them. */

import { el } from '/modules/dom.js';

/** @param query  which screen, if not the settings as they stand */
export const settingsAt = (code, query = '') => `/settings.html?prefecture=${code}${query && `&${query}`}`;

/** From the list of prefectures, which is the ministry's, to this screen. */
export const crumbs = ({ role }, ...trail) => el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' },
  role === 'ministry' && [el('a', { href: '/settings.html', text: '都道府県の設定' }), ' > '], trail);
