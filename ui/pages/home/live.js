/** Figures kept up to date: every ten minutes by themselves, which can be stopped, and on demand. */

import { get, post } from '/modules/api.js';
import { el, say } from '/modules/dom.js';
import { dateTime, time } from '/modules/format.js';

const EVERY = 10 * 60000;
const STOPPED = 'haifu-automatic-refresh';

/**
 * @param first the figures to begin with
 * @param show changes in place what is there: never moves the focus or the scroll position
 * @param more further buttons and links
 */
export function live(first, show, ...more) {
  let summary = first;
  let at = performance.now();
  let next = at + EVERY;
  let running = sessionStorage.getItem(STOPPED) !== 'off';
  let busy = false;
  const updated = el('strong', {});
  const rhythm = el('span', {});
  const failed = el('p', {});
  const stop = el('button', { type: 'button', class: 'button button--sub', on: { click: toggle } });
  const bar = el('div', { class: 'stack' },
    el('p', { class: 'row' }, updated, rhythm, stop),
    el('div', { class: 'row' }, el('button', { type: 'button', class: 'button button--sub', text: '最新の状態に更新', on: { click: refresh } }), more),
    failed);

  /** The server's clock, carried on by this machine's. */
  const now = () => Date.parse(summary.now) + performance.now() - at;

  function label() {
    updated.textContent = `最終更新：${dateTime(summary.as_of)}`;
    rhythm.textContent = running ? '10分ごとに自動で更新します。' : '自動更新は止まっています。';
    stop.textContent = running ? '自動更新を止める' : '自動更新を再開する';
  }

  function toggle() {
    running = !running;
    if (running) sessionStorage.removeItem(STOPPED);
    else sessionStorage.setItem(STOPPED, 'off');
    label();
  }

  function take(fresh, automatic) {
    summary = fresh;
    at = performance.now();
    next = at + EVERY;
    failed.textContent = '';
    label();
    show(summary, now(), automatic);
  }

  async function refresh() {
    if (busy) return;
    busy = true;
    say('更新しています。');
    try {
      take((await post('/api/summary')).json, false);
      say(`最新の状態に更新しました。最終更新：${dateTime(summary.as_of)}`);
    } catch (problem) {
      failed.textContent = `更新できませんでした。前の内容を表示しています。${problem.detail ?? ''}`;
      say(failed.textContent ?? '');
    } finally {
      busy = false;
    }
  }

  /** The page's own refresh: silent, and not while the tab is hidden. */
  async function tick() {
    if (document.hidden || !bar.isConnected || busy) return;
    if (!running || performance.now() < next) {
      show(summary, now(), true);
      return;
    }
    busy = true;
    try {
      take((await get('/api/summary', { automatic: true })).json, true);
    } catch {
      failed.textContent = `${time(new Date(now()).toISOString())}の自動更新ができませんでした。前の内容を表示しています。`;
      next = performance.now() + 60000;
    } finally {
      busy = false;
    }
  }

  label();
  show(summary, now(), false);
  setInterval(tick, 15000);
  document.addEventListener('visibilitychange', tick);
  return { bar, refresh };
}
