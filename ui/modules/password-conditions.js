/** The conditions of a new password. */

import { el } from './dom.js';

const CONDITIONS = [
  ['8文字以上', (text) => [...text].length >= 8],
  ['半角の英大文字（A～Z）を含む', (text) => /[A-Z]/.test(text)],
  ['半角の英小文字（a～z）を含む', (text) => /[a-z]/.test(text)],
  ['半角の数字（0～9）を含む', (text) => /\d/.test(text)],
  ['半角の英字・数字・記号だけ（全角の文字は使えません）', (text) => text !== '' && /^[ -~]*$/.test(text)],
];

/** The conditions, each saying in words whether it is met. */
export function conditions(field, userName) {
  const input = field.querySelector('input');
  const all = [...CONDITIONS, ['ユーザ名を含まない', (text) => text !== '' && !text.toLowerCase().includes(userName.toLowerCase())]];
  const marks = all.map(() => el('strong', {}));
  const show = () => all.forEach(([, met], at) => {
    const yes = met(input.value);
    marks[at].textContent = yes ? '✓ 満たしています' : '満たしていません';
    marks[at].className = yes ? '' : 'sub';
  });
  for (const event of ['input', 'change']) input.addEventListener(event, show);
  show();
  return el('div', { class: 'card' },
    el('p', { text: '新しいパスワードの条件' }),
    el('ul', {}, all.map(([text], at) => el('li', {}, `${text}　`, marks[at]))),
    el('p', { class: 'sub', text: 'よく使われていて推測されやすいパスワードは、設定できません。' }));
}
