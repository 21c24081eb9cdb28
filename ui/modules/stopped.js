/** The notice that acceptance is stopped. */

import { el } from './dom.js';

export const stopped = ({ notice }, session) => el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '新しい申請の受付を停止しています。' }), notice && el('p', { class: 'prose', text: notice }),
  session?.role === 'facility' && el('p', { text: '受付停止中です。下書きは都道府県に届きません。再開後も自動では申請されません。' }));
