/** The way to a form with a page of its own. */

import { el } from './dom.js';
import { userName } from './session.js';

/** A link like a button; where something typed under that key waits (see `typed.js`), it says so. */
export const way = (text, href, { key, main } = {}) => [
  key && `haifu:${userName()}:${key}` in sessionStorage && el('p', { class: 'banner banner--warn', text: `まだ送信していない入力があります。「${text}」を押すと、続きから入力できます。` }),
  el('p', {}, el('a', { class: main ? 'button button--main' : 'button button--sub', href, text })),
];
