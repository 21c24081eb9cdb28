/** The nation's charts by item and by day, for the ministry: a screen of its own beside its home. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { live } from '/pages/home/live.js';
import { figures } from '/pages/home/officer/figures.js';
import { notices } from '/pages/home/officer/notices.js';
import { patch } from '/pages/home/officer/patch.js';

const TITLE = '全国の物資別・日別の要請件数';

export async function build({ policy, main }) {
  document.title = `${TITLE} - 緊急配布要請`;
  const { json: first } = await get('/api/summary');
  const bands = el('div', { class: 'stack' });
  const chart = figures(policy, main);
  const back = el('a', { class: 'button button--sub', href: '/home.html', text: 'ホームに戻る' });
  const { bar, refresh } = live(first, (summary, now) => {
    patch(bands, el('div', { class: 'stack' }, notices(policy, summary, now)));
    chart.show(summary);
  }, chart.enlarge, back);
  // The buttons inside the bands live as long as the page, whatever is patched around them.
  bands.addEventListener('click', (event) => {
    if (event.target.closest('button')) refresh();
  });
  replace(main, bands, el('h1', { text: TITLE }), bar, chart.node);
}
