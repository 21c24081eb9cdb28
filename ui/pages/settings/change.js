/** A form with a screen of its own that changes a part of a prefecture's settings. */

import { get, put } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { tellAt } from '/modules/told.js';
import { crumbs, settingsAt } from '/pages/settings/where.js';

/** Draws a form of these settings under its title. */
export function draw({ main, session }, { code, name }, { title, ...options }) {
  const home = settingsAt(code);
  document.title = `${title}（${name}） - 緊急配布要請`;
  replace(main,
    crumbs(session, el('a', { href: home, text: `${name}の設定` }), ` > ${title}`),
    editing({ title, heading: 'h1', close: () => location.assign(home), ...options }));
}

/** The whole is sent: what `parts(settings)` reads, and the rest as it stands. `standing(settings)` shows what stands. */
export async function change(context, code, { part, name, parts, standing }) {
  const path = `/api/prefectures/${code}`;
  let { json: settings, etag } = await get(path);
  const whole = ({ office, phone, emergency_phone, bundling_minutes, days, stock }) => ({ office, phone, emergency_phone, bundling_minutes, days, stock });
  draw(context, settings, {
    key: `settings:${code}:${part}`, title: `${name}の変更`, submit: '保存', base: etag,
    build: () => parts(settings),
    standing: () => standing(settings),
    send: (values) => put(path, { ...whole(settings), ...values }, { etag }),
    saved: () => tellAt(settingsAt(code), `${name}を保存しました。`),
    stale: async () => {
      ({ json: settings, etag } = await get(path));
      return etag;
    },
  });
}
