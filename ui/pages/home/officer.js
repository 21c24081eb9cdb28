/** A prefecture's home: what is due, and the chart of yesterday and today, kept up to date without disturbing anybody. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { live } from '/pages/home/live.js';
import { figures } from '/pages/home/officer/figures.js';
import { notices } from '/pages/home/officer/notices.js';
import { patch } from '/pages/home/officer/patch.js';
import { dueToday, overdue } from '/pages/home/work.js';

export async function build({ policy, main }) {
  const { json: first } = await get('/api/summary');
  const bands = el('div', { class: 'stack' });
  const cards = el('div', { class: 'row' });
  const chart = figures(policy, main);
  const report = el('a', { class: 'button button--sub', href: '/report.html', text: '前日・当日の緊急配布要請状況（病院・診療所）を開く' });
  const { bar, refresh } = live(first, (summary, now) => {
    patch(bands, el('div', { class: 'stack' }, notices(policy, summary, now), withoutAddress(summary)));
    patch(cards, el('div', { class: 'row' }, dueToday(policy, summary, now), overdue(summary)));
    chart.show(summary);
  }, chart.enlarge, report);
  // The buttons inside the bands live as long as the page, whatever is patched around them.
  bands.addEventListener('click', ({ target }) => {
    if (target.closest('button')) refresh();
  });
  replace(main, bands, el('h1', { text: '緊急配布要請の状況' }), bar, cards, chart.node);
}

function withoutAddress({ notification_address_missing: missing }) {
  return missing && el('div', { class: 'banner banner--warn' },
    el('p', {}, '確認済みの通知先メールアドレスがありません。要請のメールは届かず、国の担当者に送られます。', el('a', { class: 'button button--small', href: '/settings.html', text: '通知先を設定する' })));
}
