/** The sign-in form, on its own page and at the top of a page whose session has ended. */

import { post, Problem } from './api.js';
import { el } from './dom.js';
import { forgetOthers } from './forgetting.js';
import { form } from './form.js';
import { digits } from './digits.js';
import { passwordField } from './password.js';
import { textField } from './text-field.js';

const code = (text) => (/^[\d\s０-９]+$/.test(text) ? digits(text) : text.normalize('NFKC').trim());

export function signInForm({ userName = '', onSignedIn }) {
  const name = textField({ name: 'user_name', label: 'ユーザ名', required: true, autocomplete: 'username', value: userName });
  const password = passwordField({ name: 'password', label: 'パスワード', required: true, autocomplete: 'current-password' });
  const factor = textField({ name: 'code', label: '確認コード', required: true, autocomplete: 'one-time-code', normalize: code,
    support: '認証アプリに表示されている6桁の数字か、回復コードを入力してください。' });
  const more = el('div', { hidden: true }, factor);
  return form({
    submit: 'ログイン',
    fields: [name, password, more],
    onSubmit: async (node) => {
      const missing = empty([[name, 'user_name', 'ユーザ名'], [password, 'password', 'パスワード'], [!more.hidden && factor, 'code', '確認コード']]);
      if (missing) throw missing;
      const typed = { user_name: name.value, password: password.value, ...(more.hidden ? {} : { code: code(factor.value) }) };
      try {
        const { json } = await post('/api/session', typed, { signIn: false });
        forgetOthers(json.user_name);
        onSignedIn(json);
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.code !== 'second_factor_required') throw problem;
        more.hidden = false;
        if (node.isConnected) document.getElementById(factor.focusId)?.focus();
      }
    },
  });
}

/** What is left empty, as a refusal like the server's. @param fields field, its path and its name in Japanese */
export function empty(fields) {
  const errors = fields.filter(([field]) => field && field.value.trim() === '')
    .map(([, field, label]) => ({ field, code: 'missing', message: `${label}を入力してください。` }));
  return errors.length ? new Problem(422, { code: 'invalid', errors }) : null;
}
