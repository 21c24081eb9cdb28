/** The versions of the rules as the server has them, the newest first. */

import { get } from '/modules/api.js';

/** All of them, and those that matter; `etag` names the newest. */
export async function loadVersions() {
  const { json: { items }, etag } = await get('/api/policy/versions');
  return { items, etag, newest: items[0], inForce: items.find(({ state }) => state === 'in_force'), scheduled: items.filter(({ state }) => state === 'scheduled') };
}
