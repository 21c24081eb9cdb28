/** One guard for every form of the page that may hold unsaved text. */

import { leaveGuard } from '/modules/typed.js';

const parts = new Set();

/** @param {() => boolean} isDirty */
export function guard(isDirty) {
  parts.add(isDirty);
  leaveGuard(() => [...parts].some((each) => each()));
}
