// The deadline if submitted now, kept right while 13:00 passes.
import { get } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { dateTime, time } from '/modules/format.js';

/** The hour, and whether its first minute still runs, with which the cut-off counts. */
const stretch = (iso) => iso.slice(0, 13) + (iso.slice(14, 16) === '00');

/** @param {(due: string) => string} words @returns {{node: HTMLElement, now: () => string}}  `now`: the server's time, 13時05分 */
export function dueIfSubmittedNow(words) {
  const node = el('p');
  let offset = 0;
  let shown = '';
  const now = () => new Date(Date.now() + offset).toISOString();
  async function look() {
    if (document.hidden || stretch(now()) === shown) return;
    const { json } = await get('/api/summary', { automatic: true });
    const due = json.due_if_submitted_now;
    offset = Date.parse(json.now) - Date.now();
    shown = stretch(json.now);
    node.textContent = due ? `${words(dateTime(due))}物資が届く日ではありません。` : '入力期限（目安）を計算できません。事務局へお問い合わせください。';
  }
  const again = () => look().catch(() => {});
  again();
  setInterval(again, 30000);
  return { node, now: () => time(now()) };
}
