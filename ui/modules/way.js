/** The way to a form with a page of its own. */

import { el } from './dom.js';
import { isKept } from './kept.js';

/** A link like a button; where something typed waits under its key, it says so. */
export const way = (text, href, { key, main } = {}) => [
  key && isKept(key) && el('p', { class: 'banner banner--warn', text: `保存していない入力があります。「${text}」を押すと、続きから入力できます。` }),
  el('p', {}, el('a', { class: main ? 'button button--main' : 'button button--sub', href, text })),
];
