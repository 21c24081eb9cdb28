/** Under which keys the draft of a new version, and what is typed for its parts, are kept in this tab. */

import { place } from '/modules/kept.js';
import { userName } from '/modules/session.js';

export const DRAFT_KEY = 'policy-version';
/** What is typed for a part and is not in the draft yet. @param item  which of the items */
export const typedKey = (part, item = '') => `${DRAFT_KEY}:${part}:${item}`;
/** The keys in use that begin so. */
export const inUse = (start) => Object.keys(sessionStorage).filter((key) => key.startsWith(place(userName(), start))).map((key) => key.slice(place(userName(), '').length));
