// @ts-check
/** The frame of every page: skip link, header with menu, notices, main, footer. */

import { get } from './api.js';
import { el, replace, say } from './dom.js';
import { allow, requireSession, signOut } from './session.js';

const PRACTICE = '訓練・試作用です。実際の緊急配布要請はできません。';

/** Page and word of each entry. */
const MENUS = {
  facility: 'home ホーム requests 要請の一覧 request-edit 新しい要請 survey 週次調査',
  prefecture: 'home ホーム report 前日・当日の状況 requests 緊急配布要請一覧 export CSVダウンロード settings 設定 users 利用者 facilities 医療機関',
  ministry: 'home ホーム requests 一覧 export CSVダウンロード policy 受付・制度 facilities 医療機関 users 利用者 audit 監査記録 settings 都道府県の設定',
};

function menu({ role, name }, current) {
  const link = (page, text) => el('li', {}, el('a', { href: `/${page}.html`, text, class: 'menu__link', 'aria-current': current.replace(/^\/|\.html$/g, '') === page && 'page' }));
  const list = el('ul', { id: 'menu', class: 'menu' }, [...MENUS[role].matchAll(/(\S+) (\S+)/g)].map(([, page, text]) => link(page, text)));
  const nav = el('nav', { class: 'header__nav', 'aria-label': 'メニュー' }, list);
  const own = el('ul', { class: 'header__own' }, el('li', { text: name }), link('account', 'アカウント'),
    el('li', {}, el('button', { type: 'button', class: 'menu__link', text: 'ログアウト', on: { click: signOut } })));
  const toggle = el('button', { type: 'button', class: 'menu__toggle', 'aria-expanded': 'false', 'aria-controls': 'menu', text: 'メニュー' });
  toggle.addEventListener('click', () => toggle.setAttribute('aria-expanded', String(toggle.parentElement.classList.toggle('header__bar--open'))));
  return [toggle, nav, own];
}

const header = (policy, session, current) => el('header', { class: 'header' },
  policy?.practice && el('p', { class: 'header__practice', text: PRACTICE }),
  el('div', { class: 'header__bar' },
    el('a', { class: 'header__name', href: session ? '/home.html' : '/', text: '緊急配布要請システム Haifu' }), session && menu(session, current)),
  el('p', { id: 'say', class: 'visually-hidden', role: 'status' }));

function footer(policy) {
  const { name, phone = '', hours } = policy?.office ?? {};
  const page = (href, text) => el('li', {}, el('a', { href, text }));
  return el('footer', { class: 'footer' },
    el('p', { text: 'このシステムは、厚生労働省の医療機関等情報支援システム（G-MIS）ではありません。' }),
    policy?.practice && el('p', { text: PRACTICE }),
    name && el('p', {}, `お問い合わせ　${name}　電話 `, el('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}`, text: phone }), `（${hours}）`),
    el('ul', { class: 'row' }, page('/guide/', '利用案内'), page('/accessibility.html', 'アクセシビリティ方針')));
}

/** Acceptance is stopped. */
const stopped = ({ notice }, session) => el('div', { class: 'banner banner--warn' },
  el('p', { class: 'banner__title', text: '新しい申請の受付を停止しています。' }), notice && el('p', { class: 'prose', text: notice }),
  session?.role === 'facility' && el('p', { text: '受付停止中です。下書きは都道府県に届きません。再開後も自動では申請されません。' }));

function draw(policy, session, current) {
  const main = el('main', { id: 'main', class: 'main', tabindex: '-1' });
  replace(document.body, el('a', { class: 'skip', href: '#main', text: '本文へ移動' }), header(policy, session, current),
    el('section', { class: 'notices', 'aria-label': 'お知らせ' }, el('div', { id: 'session-notice' }), policy?.acceptance.open === false && stopped(policy.acceptance, session)),
    main, footer(policy));
  return main;
}

/** Draws the frame and lets the page build itself; whatever goes wrong becomes a message. */
async function show(title, load, { current = '', roles = undefined, build }) {
  document.title = `${title} - 緊急配布要請`;
  let policy, session, main;
  try {
    [session, policy] = await load();
    main = draw(policy, session, current);
    if (session) allow(session, roles);
    await build({ session, policy, main, say });
  } catch (problem) {
    main ??= draw(policy, session, current);
    main.textContent = problem.detail;
    (await import('./failure.js')).failure(main, problem);
  }
}

const policy = () => get('/api/policy', { signIn: false }).then(({ json }) => json);

/** A page for signed-in users: `current` names its entry in the menu; `build` gets a Context. @type {import('./types.js').PageBuilder} */
export const page = ({ title, ...options }) => show(title, () => Promise.all([requireSession(), policy()]), options);

/** A page for everybody; `session` is null, and `policy` too when it cannot be had. @type {import('./types.js').PageBuilder} */
export const publicPage = ({ title, ...options }) => show(title, async () => [null, await policy().catch(() => null)], options);
