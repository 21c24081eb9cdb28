// The results of the system check by condition, in the server's words.
import { el, replace } from '/modules/dom.js';

/** @param mend  what helps to mend an unmet one */
export const checkList = (checks, mend) => el('ul', { class: 'stack' }, checks.map(({ condition, met, message }) => el('li', {},
  el('strong', { text: met ? '✓ 満たしています' : '× 満たしていません' }), el('br'), message, !met && mend(condition))));

const DRAFT = 'この要請は都道府県に届いていません。×の条件を直して、もう一度「システムチェック&申請」を押してください。';

/** Shows that the conditions are not met. @param now  whether they were checked just now @param [words]  what that means for the request */
export function unmet({ notices, policy, model }, checks, now, words = DRAFT) {
  const values = model.values();
  const good = policy.qualifying_outlooks.map(({ code }) => code);
  const bad = model.codes.find((code) => values[`items.${code}.requested`] && !good.includes(values[`items.${code}.outlook`]));
  const { cannot_procure, items, [`items.${bad}.outlook`]: outlook = items } = model.fields;
  const places = { cannot_procure: cannot_procure.focusId, designation: 'designation', outlook: outlook.focusId };
  const link = (condition) => [el('br'), el('a', { href: `#${places[condition]}`, text: condition === 'designation' ? '要件②の欄へ移動する' : '入力欄へ移動する' })];
  replace(notices, el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'checks-title' },
    el('h2', { id: 'checks-title', text: '申請の条件を満たしていません' }),
    el('p', { text: words }),
    checkList(checks, link)));
  if (!now) return;
  document.title = `エラー：${document.title}`;
  notices.firstChild.focus();
}
