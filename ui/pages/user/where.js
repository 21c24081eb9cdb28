/** Where a user is, and the way back to the list. */

import { el } from '/modules/dom.js';

export const pathOf = (name) => `/api/users/${encodeURIComponent(name)}`;

export const userAt = (name) => `/user.html?name=${encodeURIComponent(name)}`;

/** From the list in which the user stands to the user, or to a screen of it. */
export const crumbs = ({ role }, { area, user_name: name }, screen) => el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' },
  el('a', { href: role === 'ministry' ? `/users.html?prefecture=${area ?? '00'}` : '/users.html', text: '利用者' }), ' > ',
  screen ? [el('a', { href: userAt(name), text: name }), ` > ${screen}`] : name);
