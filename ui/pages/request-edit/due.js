// The deadline if submitted now, kept right while the cut-off passes.
import { get } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { dateTime, time } from '/modules/format.js';

const HOUR = 3600000;

/** @returns `now`: the server's time, 13時05分 */
export function dueIfSubmittedNow({ cutoff }, words) {
  const node = el('p');
  let offset = 0;
  let shown = NaN;
  const now = () => Date.now() + offset;
  // Hours begin as the cut-off's minute ends, which counts as a whole (SPEC 5).
  const hour = () => Math.floor((now() - Date.parse(`1970-01-01T${cutoff}:59.999+09:00`)) / HOUR);
  async function look() {
    if (document.hidden || hour() === shown) return;
    const { json } = await get('/api/summary', { automatic: true });
    const due = json.due_if_submitted_now;
    offset = Date.parse(json.now) - Date.now();
    shown = hour();
    node.textContent = due ? `${words(dateTime(due))}物資が届く日ではありません。` : '都道府県が確認を終える目安を計算できません。事務局へお問い合わせください。';
  }
  const again = () => look().catch(() => {});
  again();
  setInterval(again, 30000);
  return { node, now: () => time(new Date(now()).toISOString()) };
}
