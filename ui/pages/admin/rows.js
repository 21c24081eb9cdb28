/** Fields that come in any number: a list of days, or of whatever a row is built of. */

import { dateField } from '/modules/date-field.js';
import { el, replace, say } from '/modules/dom.js';
import { group } from '/pages/admin/group.js';

/**
 * The number of rows is itself a (hidden) field, so that what is kept in the tab comes back with all of its rows. `row` builds an element with
 * `value`; the first `fixed` ones cannot be taken away.
 */
export function rowsField({ name, legend, support, add, values, fixed = 0, blank, row }) {
  const count = el('input', { type: 'hidden', name: `${name}-count`, value: String(values.length) });
  const box = el('div', { class: 'stack' });
  const button = el('button', { type: 'button', class: 'button button--sub', text: add, on: { click: () => resize(rows.length + 1, true) } });
  let rows = [];
  const draw = (all) => {
    rows = all.map(row);
    box.hidden = rows.length === 0;
    replace(box, rows.map((each, at) => el('div', { class: 'stack' }, each, at >= fixed && el('button', {
      type: 'button', class: 'button button--small', text: '削除する', 'aria-label': `${legend}の${at + 1}番目を削除する`, on: { click: () => drop(at) } }))));
  };
  const read = () => rows.map((each) => each.value);
  const tell = () => count.dispatchEvent(new Event('input', { bubbles: true }));
  function resize(size, focus = false) {
    const all = read();
    draw([...all, ...Array.from({ length: Math.max(0, size - all.length) }, () => blank)].slice(0, Math.max(size, fixed)));
    count.value = String(rows.length);
    if (!focus) return;
    tell();
    box.lastElementChild?.querySelector('input')?.focus();
  }
  function drop(at) {
    draw(read().filter((_, each) => each !== at));
    count.value = String(rows.length);
    tell();
    say(`${at + 1}番目を削除しました。`);
    button.focus();
  }
  draw(values);
  count.addEventListener('change', () => resize(Number(count.value)));
  const node = group({ name, legend, support, focus: button }, count, box, button);
  /** Takes away rows without content, so that the server's numbers are those on the page. */
  const compact = (empty) => {
    const all = read();
    const left = all.filter((value, at) => at < fixed || !empty(value));
    if (left.length === all.length) return;
    draw(left);
    count.value = String(left.length);
  };
  return Object.assign(node, { read, compact });
}

/** A list of days. */
export function daysField({ name, legend, ...options }) {
  const list = rowsField({
    name, legend, ...options, add: `${legend}を追加する`, blank: null,
    row: (value, index) => dateField({ name: `${name}.${index}`, legend: `${index + 1}番目の日`, value }),
  });
  const empty = (value) => value === null;
  return Object.assign(list, { days: () => list.read().filter((value) => !empty(value)), tidy: () => list.compact(empty) });
}
