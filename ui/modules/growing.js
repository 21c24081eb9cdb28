/** A list that grows by a button, as far as its cursor leads. */

import { get } from '/modules/api.js';
import { el, replace, say } from '/modules/dom.js';

/** A page may be empty although there are more; so many are then looked at. */
const CALLS = 5;

async function load(path, query, cursor) {
  for (let calls = 1; ; calls += 1) {
    const asked = new URLSearchParams(query);
    if (cursor) asked.set('cursor', cursor);
    const { json } = await get(`${path}?${asked}`);
    if (json.items.length > 0 || !json.next_cursor || calls === CALLS) return json;
    cursor = json.next_cursor;
  }
}

/** `draw` shows all rows so far. */
export async function growing({ path, query = new URLSearchParams(), draw, more = '続きを表示する' }) {
  const list = el('div', {});
  const note = el('p', { role: 'status' });
  const button = el('button', { type: 'button', class: 'button button--sub no-print', text: more, on: { click: grow } });
  let rows = [];
  let next = null;
  let busy = false;

  async function take() {
    const page = await load(path, query, next);
    rows = [...rows, ...page.items];
    next = page.next_cursor;
    replace(list, draw(rows));
    button.hidden = !next;
    note.textContent = next && page.items.length === 0 ? `ここまでに、条件に合うものは${rows.length ? 'ほかに' : ''}ありません。続きがあります。` : '';
    return page.items.length;
  }

  async function grow() {
    if (busy) return;
    busy = true;
    try {
      const count = await take();
      say(`${count}件を追加で表示しました。`);
      if (!next) list.querySelector('[tabindex]')?.focus();
    } catch (problem) {
      note.textContent = `続きを表示できませんでした。${problem.detail ?? ''}`;
    } finally {
      busy = false;
    }
  }

  await take();
  return el('div', { class: 'stack' }, list, note, button);
}
