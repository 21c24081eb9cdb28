/** Registering the offered secret, and proving it by a first code. */

import { put } from '../../modules/api.js';
import { el, replace } from '../../modules/dom.js';
import { textField } from '../../modules/text-field.js';
import { form } from '../../modules/form.js';
import { digits } from '../../modules/digits.js';
import { showCodes } from './codes.js';

export function confirmPart(around, { secret, otpauth_url }) {
  const code = textField({ name: 'code', label: '確認コード', support: '認証アプリに今表示されている6桁の数字を入力してください。', required: true, inputmode: 'numeric', autocomplete: 'one-time-code', normalize: digits, size: 'short' });
  const title = el('h3', { tabindex: '-1', text: '認証アプリへの登録' });
  replace(around.place,
    title,
    el('ol', {},
      el('li', {}, '認証アプリで「セットアップキーを入力」などを選び、次のキーを登録します。種類は「時間ベース」です。',
        el('p', {}, el('code', { text: secret.replace(/(.{4})(?=.)/g, '$1 ') }))),
      el('li', {}, 'この端末に認証アプリがあるときは、次のリンクでも登録できます。', el('p', {}, el('a', { href: otpauth_url, text: '認証アプリを開いて登録する' }))),
      el('li', { text: '認証アプリに表示された6桁の数字を、下に入力します。' })),
    form({
      submit: '確認して設定する',
      fields: [code],
      actions: el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: around.draw } }),
      onSubmit: async () => {
        const { json } = await put('/api/account/second-factor', { code: code.value });
        showCodes(around, json.recovery_codes, '二要素認証を設定しました。次のログインから、確認コードが必要です。ほかの端末ではログアウトしました。');
      },
    }));
  title.focus();
}
