/** Words with those that stood before. */

import { el } from '/modules/dom.js';

/** What a description list says of one: words alone where nothing changes. @param before  null then */
export const differing = (words, before) => (before === null ? words : [
  el('p', {}, el('strong', { text: '変更後：' }), words),
  el('p', { class: 'sub', text: `変更前：${before}` }),
]);
