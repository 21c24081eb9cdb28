/** The facility changed this item after it was decided on. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** @param history where the changes can be read */
export const changedMark = (item, history) => item.changed_since && el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '要請内容が更新されました。再確認してください。' }),
  el('p', {}, `更新日時：${dateTime(item.changed_since)}　`, history),
  el('p', { text: 'この物資は、更新後の内容を確認して「入力中」で一度保存すると、「完了」にできるようになります。' }));
