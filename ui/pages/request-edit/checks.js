// The results of the system check by condition, in the server's words.
import { el, replace } from '/modules/dom.js';

/**
 * @param {{condition: string, met: boolean, message: string}[]} checks
 * @param {Record<string, string>} [targets]  ids of the fields where an unmet condition is mended
 */
export const checkList = (checks, targets = {}) => el('ul', { class: 'stack' }, checks.map(({ condition, met, message }) => el('li', {},
  el('strong', { text: met ? '✓ 満たしています' : '× 満たしていません' }),
  el('br'),
  message,
  !met && targets[condition] && [el('br'), el('a', { href: `#${targets[condition]}`, text: '入力欄へ移動する' })],
  !met && condition === 'designation' && askBox())));

function askBox() {
  const box = el('div');
  import('/pages/request-edit/designation.js').then(({ askButton }) => replace(box, askButton()));
  return box;
}

const DRAFT = 'この要請は都道府県に届いていません。×の条件を確認し、直してからもう一度「システムチェック&申請」を押してください。';
export const UPDATE = '要請の内容は更新されていません。前の内容のまま、都道府県が確認しています。入力した内容はこの画面に残っています。';

/** Shows that the conditions are not met. @param {boolean} now  whether they were checked just now @param {string} [words]  what that means for the request */
export function unmet({ notices, policy, model }, checks, now, words = DRAFT) {
  const values = model.values();
  const good = policy.qualifying_outlooks.map(({ code }) => code);
  const bad = model.codes.find((code) => values[`items.${code}.requested`] && !good.includes(values[`items.${code}.outlook`]));
  const targets = { cannot_procure: model.fields.cannot_procure.focusId, outlook: model.fields[bad ? `items.${bad}.outlook` : 'items'].focusId };
  replace(notices, el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'checks-title' },
    el('h2', { id: 'checks-title', text: '申請の条件を満たしていません' }),
    el('p', { text: words }),
    checkList(checks, targets)));
  if (!now) return;
  document.title = `エラー：${document.title}`;
  notices.firstChild.focus();
}
