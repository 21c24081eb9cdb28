// @ts-check
/** Check boxes; the value is an array. */

import { group } from './choices.js';

/** @type {import('./types.js').Builder} */
export const checks = (options) => group('checkbox', options, (boxes) => boxes.filter((box) => box.checked).map((box) => box.value), (wanted, own) => wanted?.includes(own) ?? false);
