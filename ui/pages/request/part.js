// The facility's part of a request as values by field path.
import { ITEM } from '/pages/request/item.js';

const TEXTS = ['contact.person', 'contact.phone', 'delivery.postal_code', 'delivery.address', 'delivery.receiving_hours', 'remarks'];

export function flatten(part, codes) {
  const values = { cannot_procure: part.cannot_procure };
  for (const code of codes) {
    for (const [field, empty] of Object.entries(ITEM)) values[`items.${code}.${field}`] = part.items[code]?.[field] ?? empty;
  }
  for (const path of TEXTS) values[path] = path.split('.').reduce((at, key) => at?.[key], part) ?? '';
  return values;
}

/** As it is sent. */
export function nest(values) {
  const part = {};
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    const last = keys.pop();
    keys.reduce((at, key) => (at[key] ??= {}), part)[last] = value;
  }
  return part;
}

/** Paths whose values differ; line ends count for nothing. */
export function differing(one, other) {
  const plain = (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value);
  return Object.keys(one).filter((path) => plain(one[path]) !== plain(other[path]));
}
