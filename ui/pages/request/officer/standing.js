/** What an officer has to know of a request before anything else. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { statusMark } from '/modules/status.js';

/** Status, deadline, and whom one waits for. */
export const standing = (request) => el('div', { class: 'row' },
  statusMark(request.status, request.outcome),
  request.due_at && el('span', { text: `入力期限（目安） ${dateTime(request.due_at)}` }),
  request.overdue && el('span', { class: 'overdue', text: '入力期限超過' }),
  request.awaiting_answer && el('strong', { text: '照会中（回答待ち）' }));
