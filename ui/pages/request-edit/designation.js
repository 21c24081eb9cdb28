// Condition ② not met: whom to turn to, and 「登録の確認を依頼する」.
import { post } from '/modules/api.js';
import { el } from '/modules/dom.js';

export function askSection({ prefecture_contact: contact }) {
  const desk = [contact.office, contact.phone && `電話 ${contact.phone}`].filter(Boolean).join('　') || '都道府県の担当課';
  return [el('p', { text: '要件②の登録が確認できません。登録は都道府県が行います。' }), el('p', { text: `お問い合わせ：${desk}` }), ...askButton()];
}

/** Asks the prefecture to look at the registration; the server's answer appears under the button. */
export function askButton() {
  const answer = el('p', { role: 'status' });
  const ask = async () => {
    answer.textContent = '送信しています';
    answer.textContent = await post('/api/designation-checks').then(({ json }) => json.message, (problem) => problem.detail);
  };
  return [el('button', { type: 'button', class: 'button button--sub', text: '登録の確認を依頼する', on: { click: ask } }), answer];
}
