/** What is said of a version, apart from what it holds. */

import { dateTime } from '/modules/format.js';

const STATES = { in_force: '適用中', scheduled: '予定', past: '過去', withdrawn: '取消し' };
export const stateWord = ({ state }) => STATES[state] ?? state;

/** Who registered it, and when. */
export const made = ({ made_by, made_at }) => (made_at ? `${made_by ?? ''}　${dateTime(made_at)}` : '最初からある版');
