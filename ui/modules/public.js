/** Pages for those who are not signed in. */

import { policy, show } from './frame.js';

/** For everybody; `session` is null, and `policy` where it cannot be had. */
export const publicPage = ({ title, ...options }) => show(title, async () => [null, await policy().catch(() => null)], options);
