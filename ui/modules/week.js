/** ISO weeks as people read them. */

import { date } from './format.js';

const DAY = 86_400_000;

/** A day of 2026-W48 as data, Monday being 0. */
export function dayOf(week, at) {
  const [year, number] = week.split('-W').map(Number);
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return new Date(fourth + ((number - 1) * 7 - weekday + at) * DAY).toISOString().slice(0, 10);
}

/** 11/23, below a bar. */
export const weekMark = (week) => dayOf(week, 0).slice(5).split('-').map(Number).join('/');

/** 2026年11月23日（月）～11月29日（日） */
export function weekName(week) {
  const [from, to] = [0, 6].map((at) => date(dayOf(week, at)));
  return `${from}～${from.slice(0, 5) === to.slice(0, 5) ? to.slice(5) : to}`;
}
