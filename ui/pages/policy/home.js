/** Where the acceptance and the rules are, and the way back to them. */

import { el } from '/modules/dom.js';

export const HOME = '/policy.html';

/** From 受付・制度 to this screen. */
export const crumbs = (...trail) => el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: HOME, text: '受付・制度' }), ' > ', trail);

/** What the ministry should know about a version it has just registered. */
export const cautions = ({ warnings = [] }) => warnings.map((text) => `注意：${text}`);
