/** Check boxes; the value is an array. */

import { group } from './choices.js';

export const checks = (options) => group('checkbox', options, (boxes) => boxes.filter((box) => box.checked).map((box) => box.value), (wanted, own) => wanted?.includes(own) ?? false);
