/**
 * The draft of a new version. It is kept in this tab and holds only the parts that were changed: all others are what stands, also when a colleague
 * registers a version meanwhile.
 */

import { Problem } from '/modules/api.js';
import { forget, place } from '/modules/kept.js';
import { userName } from '/modules/session.js';
import { rules } from '/pages/policy/base.js';
import { DRAFT_KEY } from '/pages/policy/keys.js';
import { partOf, PARTS } from '/pages/policy/parts.js';

/** `base` is the newest version when it was begun; `parts` has for each one its `values` and what `stood` then; `errors` are the server's. */
export const kept = () => JSON.parse(sessionStorage.getItem(place(userName(), DRAFT_KEY))) ?? { base: null, parts: {}, errors: [] };

export function keep(draft) {
  if (Object.keys(draft.parts).length === 0) return forget(DRAFT_KEY);
  try {
    return sessionStorage.setItem(place(userName(), DRAFT_KEY), JSON.stringify(draft));
  } catch {
    throw new Problem(0, { code: 'storage', title: '下書きに保存できませんでした', detail: 'ブラウザの保存領域を使えません。ほかのタブを閉じてから、もう一度操作してください。' });
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
/** What rules say in a part. */
export const held = (name, all) => Object.fromEntries(PARTS[name].members.map((member) => [member, all[member]]));

/** Every item that stands, as the draft has it, and then its new ones: the first rows are always those that cannot be taken away. */
function merged(stands, { values, stood }) {
  const [known, added] = [values.catalogue.slice(0, stood.catalogue.length), values.catalogue.slice(stood.catalogue.length)];
  return [...stands.map((item) => known.find(({ code }) => code === item.code) ?? item), ...added];
}

/**
 * The draft on these versions: what `stands`, the `whole` as it is sent, which parts were `changed`, and which of them have `moved`: what stands there
 * is not what the change was made on. `overtaken`: a version was registered since the draft was begun.
 */
export function draftOn(versions) {
  const stands = rules(versions);
  const { base, parts, errors } = kept();
  const whole = Object.assign({ ...stands }, ...Object.values(parts).map(({ values }) => values));
  if (parts.supplies) whole.catalogue = merged(stands.catalogue, parts.supplies);
  const changed = Object.keys(PARTS).filter((name) => name in parts);
  const moved = changed.filter((name) => !same(parts[name].stood, held(name, stands)));
  return { stands, whole, changed, moved, errors, overtaken: base !== null && base !== versions.newest.version };
}

/** Puts a part into the draft, or takes it out where it says what stands. Its errors are no more. @param item  the only one of the items that is new */
export function put(versions, name, values, item) {
  const { base, parts: { [name]: _, ...parts }, errors } = kept();
  const stood = held(name, rules(versions));
  if (!same(values, stood)) parts[name] = { values, stood };
  const elsewhere = ({ field }) => partOf(field) !== name || (item !== undefined && /\.\d/.test(field) && !field.startsWith(`catalogue.${item}.`));
  keep({ base: base ?? versions.newest.version, parts, errors: errors.filter(elsewhere) });
}
