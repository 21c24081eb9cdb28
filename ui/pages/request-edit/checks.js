// The results of the system check by condition, in the server's words.
import { el } from '/modules/dom.js';
import { askButton } from '/pages/request-edit/designation.js';

/**
 * @param {{condition: string, met: boolean, message: string}[]} checks
 * @param {Record<string, string>} [targets]  ids of the fields where an unmet condition is mended
 */
export const checkList = (checks, targets = {}) => el('ul', { class: 'stack' }, checks.map(({ condition, met, message }) => el('li', {},
  el('strong', { text: met ? '✓ 満たしています' : '× 満たしていません' }),
  el('br'),
  message,
  !met && targets[condition] && [' ', el('a', { href: `#${targets[condition]}`, text: '入力欄へ移動する' })],
  !met && condition === 'designation' && el('div', {}, askButton()))));

/** What the form shows when the conditions are not met. @param {string} words  what that means for the request */
export function unmet(policy, edit, model, checks, words) {
  const values = model.values();
  const good = policy.qualifying_outlooks.map(({ code }) => code);
  const bad = model.codes.find((code) => values[`items.${code}.requested`] && !good.includes(values[`items.${code}.outlook`]));
  const targets = { cannot_procure: edit.fields.cannot_procure.focusId, outlook: edit.fields[bad ? `items.${bad}.outlook` : 'items'].focusId };
  return el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'checks-title' },
    el('h2', { id: 'checks-title', text: '申請の条件を満たしていません' }),
    el('p', { text: words }),
    checkList(checks, targets));
}
