/** The frame of every page. */

import { get } from './api.js';
import { el, replace, say } from './dom.js';
import { requireSession, signOut } from './session.js';

const PRACTICE = '訓練・試作用です。実際の緊急配布要請はできません。';

const MENU = 'home ホーム requests 要請の一覧 request-edit 新しい要請 survey 週次調査';

async function menu({ role, name }, current) {
  const entries = role === 'facility' ? MENU : (await import('./menus.js').catch(() => null))?.MENUS[role] ?? '';
  const link = (page, text) => el('li', {}, el('a', { href: `/${page}.html`, text, class: 'menu__link', 'aria-current': current === `/${page}.html` && 'page' }));
  const list = el('ul', { id: 'menu', class: 'menu' }, [...entries.matchAll(/(\S+) (\S+)/g)].map(([, page, text]) => link(page, text)));
  const toggle = el('button', { type: 'button', class: 'menu__toggle', 'aria-expanded': 'false', 'aria-controls': 'menu', text: 'メニュー' });
  toggle.onclick = () => toggle.setAttribute('aria-expanded', String(toggle.parentElement.classList.toggle('header__bar--open')));
  return [toggle, el('nav', { class: 'header__nav', 'aria-label': 'メニュー' }, list),
    el('ul', { class: 'header__own' }, el('li', { text: name }), link('account', 'アカウント'),
      el('li', {}, el('button', { type: 'button', class: 'menu__link', text: 'ログアウト', on: { click: signOut } })))];
}

const header = async (policy, session, current) => el('header', { class: 'header' },
  policy?.practice && el('p', { class: 'header__practice', text: PRACTICE }),
  el('div', { class: 'header__bar' },
    el('a', { class: 'header__name', href: session ? '/home.html' : '/', text: '緊急配布要請システム Haifu' }), session && await menu(session, current)),
  el('p', { id: 'say', class: 'visually-hidden', role: 'status' }));

function footer(policy) {
  const { name, phone = '', hours } = policy?.office ?? {};
  const page = (href, text) => el('li', {}, el('a', { href, text }));
  return el('footer', { class: 'footer' },
    el('p', { text: 'このシステムは、厚生労働省の医療機関等情報支援システム（G-MIS）ではありません。' }),
    policy?.practice && el('p', { text: PRACTICE }),
    name && el('p', {}, `お問い合わせ　${name}`, el('span', { class: 'whole', text: `（${hours}）` }), ' ', el('span', { class: 'nowrap' }, '電話 ', el('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}`, text: phone }))),
    el('ul', { class: 'row' }, page('/guide/', '利用案内'), page('/accessibility.html', 'アクセシビリティ方針')));
}

async function draw(policy, session, current) {
  const stopped = policy?.acceptance.open === false && (await import('./stopped.js').catch(() => null))?.stopped(policy.acceptance, session);
  const main = el('main', { id: 'main', class: 'main', tabindex: '-1' });
  replace(document.body, el('a', { class: 'skip', href: '#main', text: '本文へ移動' }), await header(policy, session, current),
    el('section', { class: 'notices', 'aria-label': 'お知らせ' }, el('div', { id: 'session-notice' }), stopped),
    main, footer(policy));
  return main;
}

// Gone back to: maybe nobody's to see.
onpageshow = ({ persisted }) => persisted && location.reload();

/** Whatever goes wrong becomes a message. */
export async function show(title, load, { current = '', roles = undefined, build }) {
  document.title = `${title} - 緊急配布要請`;
  let policy, session, main;
  try {
    [session, policy] = await load();
    main = await draw(policy, session, current);
    if (session && roles && !roles.includes(session.role)) throw (await import('./failure.js')).notAllowed();
    await build({ session, policy, main, say });
    if (session && 'haifu:told' in sessionStorage) (await import('./tell.js')).tell(main);
  } catch (problem) {
    main ??= await draw(policy, session, current);
    main.textContent = problem.detail;
    (await import('./failure.js')).failure(main, problem);
  }
}

export const policy = () => get('/api/policy', { signIn: false }).then(({ json }) => json);

/** For signed-in users. */
export const page = ({ title, ...options }) => show(title, () => Promise.all([requireSession(), policy()]), options);
