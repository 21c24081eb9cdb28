/** What the server warns of: an officer has to look at it twice. */

import { el } from '/modules/dom.js';

export const warnings = ({ warnings: all }) => all?.length > 0 && el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '確認してください' }), el('ul', {}, all.map((warning) => el('li', { text: warning.message }))));
