/** What was done on a page that is left: told on the one that comes next. */

import { el } from './dom.js';

/** Where it waits; `frame.js` looks there. */
const WAITING = 'haifu-told';

/** Goes to a page, which tells that it is done, with what is to be known about it. */
export function tellAt(href, message, warnings = []) {
  sessionStorage.setItem(WAITING, JSON.stringify([message, ...warnings]));
  location.assign(href);
}

/** Tells it once, at the top of the page. */
export function tell(main) {
  const [message, ...warnings] = JSON.parse(sessionStorage.getItem(WAITING));
  sessionStorage.removeItem(WAITING);
  const band = el('div', { id: 'done', class: 'banner banner--done', role: 'status', tabindex: '-1' },
    el('p', { text: message }), warnings.map((text) => el('p', {}, el('strong', { text }))));
  main.prepend(band);
  band.focus();
}
