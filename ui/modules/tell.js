/** What was done on the page before (told.js): once, at the top of this one. */

import { el } from './dom.js';

export function tell(main) {
  const [message, ...warnings] = JSON.parse(sessionStorage.getItem('haifu:told'));
  sessionStorage.removeItem('haifu:told');
  const band = el('div', { id: 'done', class: 'banner banner--done', role: 'status', tabindex: '-1' },
    el('p', { text: message }), warnings.map((text) => el('p', {}, el('strong', { text }))));
  main.prepend(band);
  band.focus();
}
