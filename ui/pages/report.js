/** レポート「前日・当日の緊急配布要請状況」: a fixed period, and plainly said what is not in it. */

import { el, replace } from '/modules/dom.js';
import { page } from '/modules/frame.js';
import { cutoff } from '/modules/hours.js';
import { rememberList } from '/pages/requests/back.js';
import { load, readQuery } from '/pages/requests/query.js';
import { printButton, printStamp } from '/pages/requests/print.js';
import { listing } from '/pages/requests/rows.js';

const TITLE = '前日・当日の緊急配布要請状況（病院・診療所）';

page({
  title: TITLE,
  current: '/report.html',
  roles: ['prefecture', 'ministry'],
  build: async (context) => {
    const query = readQuery({ view: 'recent', category: 'hospital,clinic' });
    const list = await load(query);
    rememberList();
    replace(context.main,
      el('h1', { text: TITLE }),
      el('div', { class: 'row no-print' },
        el('a', { class: 'button button--sub', href: '/export.html?report=recent', text: 'CSVをダウンロード' }),
        printButton()),
      el('div', { class: 'banner banner--info' },
        el('p', { text: `前日より前の要請は表示されません。休日の翌日は、前営業日${cutoff(context.policy)}以降の要請も確認してください。歯科診療所とその他の区分は含みません。` }),
        el('p', { class: 'row no-print' },
          el('a', { class: 'button button--small', href: '/requests.html?view=since_cutoff', text: `前営業日${cutoff(context.policy)}以降の要請を見る` }),
          el('a', { class: 'button button--small', href: '/requests.html?view=all', text: 'すべての要請を見る' }))),
      listing(context, query, list, TITLE),
      printStamp(context.session));
  },
});
