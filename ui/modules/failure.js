/** A page that could not be shown, or is not for everybody. */

import { Problem } from './api.js';
import { el, replace } from './dom.js';

/** What a page of other roles says. */
export const notAllowed = () => new Problem(403, { title: 'この画面は使えません', detail: 'ログイン中のユーザでは、この画面を使えません。ホームから、使える画面を選んでください。' });

export function failure(main, problem) {
  const known = problem instanceof Problem ? problem : null;
  if (!known) console.error(problem);
  document.title = `${known?.title ?? '表示できません'} - 緊急配布要請`;
  const final = known && [403, 404].includes(known.status);
  replace(main,
    el('h1', { text: known?.title ?? '画面を表示できませんでした' }),
    el('p', { role: 'alert', text: known?.detail ?? 'もう一度読み込んでも同じときは、事務局へお問い合わせください。' }),
    el('div', { class: 'row' },
      !final && el('button', { type: 'button', class: 'button button--main', text: 'もう一度読み込む', on: { click: () => location.reload() } }),
      el('a', { href: '/home.html', class: 'link', text: 'ホームへ' })));
}
