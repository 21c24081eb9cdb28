/** Taking something out of the draft again. */

import { forget } from '/modules/kept.js';
import { rules } from '/pages/policy/base.js';
import { draftOn, held, put } from '/pages/policy/draft.js';
import { DRAFT_KEY, inUse, typedKey } from '/pages/policy/keys.js';

/** A part is again what stands. */
export const revert = (versions, name) => put(versions, name, held(name, rules(versions)));

/** Takes away an item that was added. What is typed for the items goes too: they are known by their places. */
export function dropItem(versions, item) {
  put(versions, 'supplies', { catalogue: draftOn(versions).whole.catalogue.toSpliced(item, 1) });
  inUse(typedKey('supplies')).forEach(forget);
}

/** Forgets the draft, and what is typed for it. */
export const discard = () => inUse(DRAFT_KEY).forEach(forget);
