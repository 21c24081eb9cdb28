// Condition ②: what the facility is registered as, and 「登録の確認を依頼する」.
import { post } from '/modules/api.js';
import { el } from '/modules/dom.js';

export function designationPart(policy, { facility, prefecture_contact: contact }) {
  const good = policy.qualifying_designations.filter(({ code }) => facility.designations.includes(code));
  if (good.length > 0) return el('p', { text: `登録：${good.map(({ label }) => label).join('、')}` });
  return el('div', { class: 'banner banner--warn' },
    el('p', { text: '要件②の登録が確認できません。登録は都道府県が行います。' }),
    contact && el('p', { text: `お問い合わせ：${contact.office}　電話 ${contact.phone}` }),
    designationButton());
}

/** Asks the prefecture to look at the registration; the server's answer appears under the button. */
export function designationButton() {
  const answer = el('p', { role: 'status' });
  const ask = async () => {
    answer.textContent = '送信しています';
    answer.textContent = await post('/api/designation-checks').then(({ json }) => json.message, (problem) => problem.detail);
  };
  return [el('button', { type: 'button', class: 'button button--sub', text: '登録の確認を依頼する', on: { click: ask } }), answer];
}
