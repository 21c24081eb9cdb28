/** A prefecture's home: what is due, and the chart of yesterday and today, kept up to date without disturbing anybody. */

import { get, post } from '/modules/api.js';
import { el, replace, say } from '/modules/dom.js';
import { dateTime, number, time } from '/modules/format.js';
import { notices } from '/pages/home/officer/notices.js';
import { figures } from '/pages/home/officer/figures.js';
import { patch } from '/pages/home/officer/patch.js';

const EVERY = 10 * 60000;
const STOPPED = 'haifu-automatic-refresh';

/** @param {{policy: any, main: HTMLElement}} context */
export async function build({ policy, main }) {
  let { json: summary } = await get('/api/summary');
  let at = performance.now();
  let next = at + EVERY;
  let automatic = sessionStorage.getItem(STOPPED) !== 'off';
  let failed = '';
  let busy = false;

  const bands = el('div', { class: 'stack' });
  const updated = el('strong', {});
  const rhythm = el('span', {});
  const status = el('p', {});
  const due = el('div', { class: 'row' });
  const chart = figures(policy);
  const stop = button('', () => {
    automatic = !automatic;
    if (automatic) sessionStorage.removeItem(STOPPED);
    else sessionStorage.setItem(STOPPED, 'off');
    show();
  });
  const enlarge = button('グラフを拡大', () => {
    const large = chart.enlarge();
    main.style.maxWidth = large ? 'none' : '';
    enlarge.textContent = large ? '元の大きさに戻す' : 'グラフを拡大';
  });

  replace(main,
    bands,
    el('h1', { text: '緊急配布要請の状況' }),
    el('p', { class: 'row' }, updated, rhythm, stop),
    el('div', { class: 'row' }, button('最新の状態に更新', refresh), enlarge, el('a', { class: 'button button--sub', href: '/report.html', text: '前日・当日の緊急配布要請状況を開く' })),
    status,
    due,
    chart.node);
  show();
  setInterval(tick, 15000);
  document.addEventListener('visibilitychange', tick);

  /** @param {string} text @param {() => void} click */
  function button(text, click) {
    return el('button', { type: 'button', class: 'button button--sub', text, on: { click } });
  }

  /** The server's clock, carried on by this machine's. */
  function now() {
    return Date.parse(summary.now) + performance.now() - at;
  }

  /** Never moves the focus or the scroll position: what is there is changed in place. */
  function show() {
    patch(bands, el('div', { class: 'stack' }, notices(policy, summary, now())));
    updated.textContent = `最終更新：${dateTime(summary.as_of)}`;
    rhythm.textContent = automatic ? '10分ごとに自動で更新します。' : '自動更新は止まっています。';
    stop.textContent = automatic ? '自動更新を止める' : '自動更新を再開する';
    status.textContent = failed;
    patch(due, el('div', { class: 'row' },
      dueCard('本日17時までに対応が必要な要請', summary.due_today, '/requests.html?view=open&due_today=true'),
      dueCard('入力期限を過ぎた要請（入力期限超過）', summary.overdue, '/requests.html?view=open&overdue=true')));
    chart.show(summary);
  }

  /** @param {any} fresh */
  function take(fresh) {
    summary = fresh;
    at = performance.now();
    next = at + EVERY;
    failed = '';
    show();
  }

  async function refresh() {
    if (busy) return;
    busy = true;
    say('更新しています。');
    try {
      take((await post('/api/summary')).json);
      say(`最新の状態に更新しました。最終更新：${dateTime(summary.as_of)}`);
    } catch (problem) {
      failed = `更新できませんでした。前の内容を表示しています。${problem.detail ?? ''}`;
      status.textContent = failed;
      say(failed);
    } finally {
      busy = false;
    }
  }

  /** The page's own refresh: silent, and not while the tab is hidden. */
  async function tick() {
    if (document.hidden || !main.contains(bands)) return;
    if (busy || !automatic || performance.now() < next) {
      patch(bands, el('div', { class: 'stack' }, notices(policy, summary, now())));
      return;
    }
    busy = true;
    try {
      take((await get('/api/summary', { automatic: true })).json);
    } catch {
      failed = `${time(new Date(now()).toISOString())}の自動更新ができませんでした。前の内容を表示しています。`;
      status.textContent = failed;
      next = performance.now() + 60000;
    } finally {
      busy = false;
    }
  }

  // The buttons inside the bands live as long as the page, whatever is patched around them.
  bands.addEventListener('click', (event) => {
    if ((event.target).closest('button')) refresh();
  });
}

/** @param {string} title @param {number} count @param {string} href */
function dueCard(title, count, href) {
  return el('section', { class: 'card' },
    el('h2', { text: title }),
    el('p', { class: 'row' }, el('strong', { text: `${number(count)}件` }), ' ', el('a', { class: 'button button--small', href, text: '一覧を見る', 'aria-label': `${title}の一覧を見る` })));
}
