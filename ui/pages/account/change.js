/** New recovery codes, and taking the second factor away; both ask for the password once more. */

import { del, post } from '../../modules/api.js';
import { el, replace } from '../../modules/dom.js';
import { done } from '../../modules/done.js';
import { form } from '../../modules/form.js';
import { passwordField } from '../../modules/password.js';
import { showCodes } from './codes.js';

function withPassword(title, text, submit, onSubmit) {
  const password = passwordField({ name: 'password', label: '現在のパスワード', required: true, autocomplete: 'current-password' });
  return [el('h3', { tabindex: '-1', text: title }), el('p', { text }), form({ submit, fields: [password], onSubmit: () => onSubmit(password.value) })];
}

export function changePart(state, around) {
  const renew = async (password) => {
    const { json } = await post('/api/account/recovery-codes', { password });
    showCodes(around, json.recovery_codes, '新しい回復コードを発行しました。');
  };
  const remove = async (password) => {
    await del('/api/account/second-factor', { password });
    if (state.required) return location.reload();
    await around.draw();
    done(el('p', { text: '二要素認証を解除しました。' }));
  };
  const why = state.required
    ? '認証アプリを入れる端末を替えるときに解除します。二要素認証が必要な役割のため、解除すると、もう一度設定するまでほかの操作はできません。'
    : '認証アプリを入れる端末を替えるときなどに解除します。解除すると、パスワードだけでログインできるようになります。';
  replace(around.place,
    withPassword('新しい回復コードの発行', '前に発行した回復コードは使えなくなります。', '新しい回復コードを発行する', renew),
    withPassword('二要素認証の解除', why, '二要素認証を解除する', remove),
    el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: around.draw } }));
  around.place.querySelector('h3')?.focus();
}
