// @ts-check
/** 二要素認証: setting it up, taking it away, new recovery codes. */

import { del, get, post, put } from '../../modules/api.js';
import { el, replace } from '../../modules/dom.js';
import { clearErrors, done, form, textField } from '../../modules/form.js';
import { digits } from '../../modules/normalize.js';
import { passwordField } from '../../modules/password.js';

/** @typedef {{available: boolean, required: boolean, on: boolean, recovery_codes_left: number}} State */
/** @typedef {{draw: () => Promise<void>, forced: boolean}} Around */

/** @param {string[]} codes @param {Around} around @param {string} message */
function showCodes(codes, { draw, forced }, message) {
  const close = async () => {
    if (forced) return location.assign('/home.html');
    clearErrors();
    await draw();
  };
  const box = el('div', { class: 'card' },
    el('h3', { text: '回復コード' }),
    el('p', { text: '認証アプリを使えないとき、確認コードの代わりに使います。1つのコードは1回だけ使えます。今だけ表示します。印刷するか書き写して、ほかの人の目に触れない場所に保管してください。' }),
    el('ul', { class: 'codes' }, codes.map((code) => el('li', {}, el('code', { class: 'secret', text: code })))),
    el('div', { class: 'row' },
      el('button', { type: 'button', class: 'button button--sub', text: '印刷する', on: { click: () => print() } }),
      el('button', { type: 'button', class: 'button button--main', text: forced ? '保管しました。ホームへ進む' : '保管しました', on: { click: close } })));
  done(el('p', { text: message }));
  return box;
}

/** @param {HTMLElement} place @param {Around} around @param {{secret: string, otpauth_url: string}} offer */
function confirmPart(place, around, { secret, otpauth_url }) {
  const code = textField({ name: 'code', label: '認証アプリに表示された6桁の数字', required: true, inputmode: 'numeric', autocomplete: 'one-time-code', normalize: digits, size: 'short' });
  const groups = secret.match(/.{1,4}/g)?.join(' ') ?? secret;
  replace(place,
    el('h3', { id: 'factor-step', tabindex: '-1', text: '認証アプリへの登録' }),
    el('ol', {},
      el('li', {}, '認証アプリで「セットアップキーを入力」などを選び、次のキーを登録します。種類は「時間ベース」です。',
        el('p', {}, el('code', { class: 'secret', text: groups }))),
      el('li', {}, 'この端末に認証アプリがあるときは、次のリンクからも登録できます。', el('p', {}, el('a', { href: otpauth_url, text: otpauth_url }))),
      el('li', { text: '認証アプリに表示された6桁の数字を、下に入力します。' })),
    form({
      submit: '確認して設定する',
      fields: [code],
      actions: el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: around.draw } }),
      onSubmit: async () => {
        const { json } = await put('/api/account/second-factor', { code: code.value });
        replace(place, showCodes(json.recovery_codes, around, '二要素認証を設定しました。次のログインから、確認コードが必要です。ほかの端末ではログアウトしました。'));
      },
    }));
  document.getElementById('factor-step')?.focus();
}

/** @param {HTMLElement} place @param {Around} around */
function off(place, around) {
  return [
    el('p', { text: 'パスワードに加えて、認証アプリに表示される6桁の数字でログインする設定です。パスワードを知られても、ほかの人はログインできません。' }),
    form({
      submit: '設定を始める',
      fields: [],
      onSubmit: async () => {
        const { json } = await post('/api/account/second-factor');
        confirmPart(place, around, json);
      },
    }),
  ];
}

/** A form that asks for the password first. @param {string} title @param {string} text @param {string} submit @param {(password: string) => any} onSubmit */
function withPassword(title, text, submit, onSubmit) {
  const password = passwordField({ name: 'password', label: '現在のパスワード', required: true, autocomplete: 'current-password' });
  return [
    el('h3', { text: title }),
    el('p', { text }),
    form({
      submit,
      fields: [password],
      onSubmit: async () => {
        await onSubmit(password.value);
        password.value = '';
      },
    })];
}

/** @param {HTMLElement} place @param {State} state @param {Around} around */
function on(place, state, around) {
  return [
    el('p', { text: `設定されています。残りの回復コードは${state.recovery_codes_left}個です。` }),
    withPassword('新しい回復コードの発行', '前に発行した回復コードは使えなくなります。', '新しい回復コードを発行する', async (password) => {
      const { json } = await post('/api/account/recovery-codes', { password });
      replace(place, showCodes(json.recovery_codes, around, '新しい回復コードを発行しました。'));
    }),
    withPassword('二要素認証の解除', state.required
      ? '認証アプリを入れる端末を替えるときに解除します。この役割では二要素認証が必要なため、解除すると、もう一度設定するまでほかの操作はできません。'
      : '認証アプリを入れる端末を替えるときなどに解除します。解除すると、パスワードだけでログインできるようになります。',
    '二要素認証を解除する', async (password) => {
      await del('/api/account/second-factor', { password });
      if (state.required) return location.reload();
      await around.draw();
      done(el('p', { text: '二要素認証を解除しました。' }));
    }),
  ];
}

/** @param {State} first @param {boolean} forced whether it has to be set up before anything else */
export function factorPart(first, forced) {
  const title = el('h2', { tabindex: '-1', text: '二要素認証' });
  const place = el('div', { class: 'stack' });
  const show = (/** @type {State} */ state) => replace(place, state.on ? on(place, state, around) : off(place, around));
  const draw = async () => {
    show((await get('/api/account')).json.second_factor);
    title.focus();
  };
  const around = { draw, forced };
  show(first);
  return [title, place];
}
