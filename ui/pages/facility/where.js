/** Where a facility is, and the way back to it. */

import { el } from '/modules/dom.js';

export const pathOf = (id) => `/api/facilities/${encodeURIComponent(id)}`;

/** @param query  which screen, if not the facility as it stands */
export const facilityAt = (id, query = '') => `/facility.html?id=${encodeURIComponent(id)}${query && `&${query}`}`;

/** From the list in which it stands to it, or to a screen of it. */
export const crumbs = ({ role }, { id, name, prefecture }, screen) => el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' },
  el('a', { href: role === 'ministry' ? `/facilities.html?prefecture=${prefecture}` : '/facilities.html', text: '医療機関' }), ' > ',
  screen ? [el('a', { href: facilityAt(id), text: name }), ` > ${screen}`] : name);
