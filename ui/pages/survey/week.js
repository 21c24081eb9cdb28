// ISO weeks where there is little room.
import { date } from '/modules/format.js';
import { dayOf } from '/modules/week.js';

/** 11/23, below a bar. */
export const weekMark = (week) => dayOf(week, 0).slice(5).split('-').map(Number).join('/');

/** 11月23日～ for narrow columns. */
export const weekStart = (week) => `${date(dayOf(week, 0)).replace(/^\d+年/, '').replace(/（.）$/, '')}～`;
