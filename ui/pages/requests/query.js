/** A list as its address says it: which list, which filters, in which order, from which place. */

import { get } from '/modules/api.js';

const FILTERS = ['from', 'to', 'status', 'item', 'source', 'category', 'facility_name', 'prefecture', 'overdue', 'due_today', 'flagged', 'awaiting_answer'];
const KNOWN = ['view', 'number', ...FILTERS, 'sort', 'cursor'];
const CALLS = 5;
const TRAIL = 'haifu-list-trail';

/** @param [fixed] what the page itself decides */
export function readQuery(fixed = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(location.search)) if (KNOWN.includes(name) && value) query.set(name, value);
  for (const [name, value] of Object.entries(fixed)) query.set(name, value);
  if (!query.has('view') && !query.has('number')) query.set('view', 'open');
  return query;
}

/** The filters that are set. */
export const filtersOf = (query) => FILTERS.filter((name) => query.has(name));

/** By what the server sorts. */
export function sortOf(query) {
  return query.get('sort') ?? (query.get('view') === 'open' || query.get('overdue') === 'true' ? 'due_at' : '-updated_at');
}

/** The address of another list. */
export function address(query, changes, path = location.pathname) {
  const next = new URLSearchParams(query);
  next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return `${path}?${next}`;
}

/** The same list without any filter. */
export const cleared = (query) => address(query, Object.fromEntries(['number', ...filtersOf(query)].map((name) => [name, null])));

/** A page of the list. Filters that no key answers may find nothing on a stretch of it; then the next stretch is looked at. */
export async function load(query) {
  const asked = new URLSearchParams(query);
  for (let calls = 1; ; calls += 1) {
    const { json } = await get(`/api/requests?${asked}`);
    if (json.items.length > 0 || !json.next_cursor || calls === CALLS) return json;
    asked.set('cursor', json.next_cursor);
  }
}

function trail() {
  try { return JSON.parse(sessionStorage.getItem(TRAIL) ?? '{}'); } catch { return {}; }
}

/** The address of the next page; remembers from where it was reached. */
export function nextPage(query, cursor) {
  const all = { ...trail(), [cursor]: location.pathname + location.search };
  sessionStorage.setItem(TRAIL, JSON.stringify(Object.fromEntries(Object.entries(all).slice(-60))));
  return address(query, { cursor });
}

/** From where this page was reached; null on the first one. */
export const previousPage = (query) => trail()[query.get('cursor') ?? ''] ?? null;
