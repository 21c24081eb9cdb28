// ISO weeks as people read them.
import { date } from '/modules/format.js';

const DAY = 86_400_000;

/** The Monday of 2026-W48 as milliseconds of a UTC day. */
function monday(week) {
  const [year, number] = week.split('-W').map(Number);
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((number - 1) * 7 - weekday) * DAY;
}

const iso = (day) => new Date(day).toISOString().slice(0, 10);

/** 2026年11月23日（月）～11月29日（日） */
export function weekName(week) {
  const start = monday(week);
  const [from, to] = [date(iso(start)), date(iso(start + 6 * DAY))];
  return `${from}～${from.slice(0, 5) === to.slice(0, 5) ? to.slice(5) : to}`;
}

/** 11/23, below a bar. */
export const weekMark = (week) => iso(monday(week)).slice(5).split('-').map(Number).join('/');

/** 11月23日～ for narrow columns. */
export const weekStart = (week) => `${date(iso(monday(week))).replace(/^\d+年/, '').replace(/（.）$/, '')}～`;
