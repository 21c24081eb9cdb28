/** The rules that a new version begins with. */

/** The day in Japan, without the modules that write days for people: every part's screen loads this one. */
const isoDate = (instant) => new Date(Date.parse(instant) + 9 * 3600000).toISOString().slice(0, 10);

/** An item of a newer version that does not hold: kept in the list as the server asks, but not to be requested before its time. */
const unborn = (item, { state, effective_from }) => (state === 'scheduled'
  ? { ...item, valid_from: item.valid_from ?? isoDate(effective_from) }
  : { ...item, valid_from: null, valid_to: '2000-01-01' });

/** The rules in force, as they are sent for a new version; with every item of the newest one. */
export function rules({ inForce, newest }) {
  const { qualifying_designations, qualifying_outlooks, cutoff, target, days, catalogue, acceptance } = inForce;
  const missing = newest.catalogue.filter(({ code }) => !catalogue.some((item) => item.code === code));
  const all = [...catalogue, ...missing.map((item) => unborn(item, newest))];
  return { effective_from: null, qualifying_designations, qualifying_outlooks, cutoff, target, days, catalogue: all, acceptance };
}
