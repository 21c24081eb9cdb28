/** What an officer has to look at twice. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';

/** What the server warns of. */
export const warnings = ({ warnings: all }) => all?.length > 0 && el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '確認してください' }), el('ul', {}, all.map((warning) => el('li', { text: warning.message }))));

/** The facility changed this item after it was decided on. @param history where the changes can be read */
export const changedMark = (item, history) => item.changed_since && el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '要請内容が更新されました。再確認してください。' }),
  el('p', {}, `更新日時：${dateTime(item.changed_since)}　`, el('a', { href: history, text: '変わった項目を履歴で見る' })),
  el('p', { text: 'この物資は、更新後の内容を確認して「入力中」で一度保存すると、「完了」にできるようになります。' }));
