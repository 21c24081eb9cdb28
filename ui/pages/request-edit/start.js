// A new request: made at once, unless drafts are waiting to be gone on with.
import { get, post } from '/modules/api.js';

export async function start({ main, policy }) {
  const { json } = await get('/api/requests?view=open');
  const drafts = json.items.filter(({ status }) => status === 'draft' || status === 'ineligible');
  if (drafts.length === 0) await create();
  else (await import('/pages/request-edit/waiting.js')).show(main, policy, drafts);
}

/** Makes a draft and goes to its form. */
export async function create() {
  const { json } = await post('/api/requests');
  location.replace(`/request-edit.html?id=${json.id}`);
}
