/** A new user, by the ministry. */

import { get, post, Problem } from '/modules/api.js';
import { choice } from '/modules/choices.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { PREFECTURES, prefectureName } from '/modules/prefectures.js';
import { select } from '/modules/select.js';
import { textField } from '/modules/text-field.js';
import { tellAt } from '/modules/told.js';
import { role as roles } from '/modules/words.js';

const plain = (text) => text.normalize('NFKC').trim();

/** A facility by its ID, with the name it stands for. */
function facilityField(value) {
  const field = textField({
    name: 'facility', label: '医療機関ID', required: true, value: value ?? '', normalize: plain,
    support: '医療機関の画面にあるID。その画面の「この医療機関の利用者を登録する」から開くと、入力済みになります。',
  });
  const meant = el('p', { role: 'status' });
  const look = async () => {
    const id = plain(field.value);
    const found = id ? await get(`/api/facilities/${encodeURIComponent(id)}`).catch(() => null) : null;
    if (plain(field.value) === id) meant.textContent = found ? `${found.json.name}（${prefectureName(found.json.prefecture)}）` : '';
  };
  field.append(meant, el('p', {}, el('a', { href: '/facilities.html', text: '医療機関を探す' })));
  field.addEventListener('change', look);
  look();
  return field;
}

export function build({ main, session }, facility) {
  if (session.role !== 'ministry') throw new Problem(404, { title: '見つかりません', detail: '利用者を、利用者の一覧から選んでください。' });
  const fields = {
    role: choice({ name: 'role', legend: '役割', required: true, options: Object.entries(roles).map(([value, label]) => ({ value, label })), value: facility ? 'facility' : null }),
    prefecture: select({ name: 'prefecture', label: '都道府県', required: true, options: [['', '選択してください'], ...PREFECTURES].map(([value, label]) => ({ value, label })) }),
    facility: facilityField(facility),
    user_name: textField({ name: 'user_name', label: 'ユーザ名', required: true, support: '半角の英小文字、数字、ハイフンで2～32文字。登録した後は変更できません。', normalize: plain }),
    name: textField({ name: 'name', label: '名前', required: true, support: '例：東京都 物資担当。画面と履歴に表示します。' }),
    mail: textField({ name: 'mail', label: 'メールアドレス', required: true, inputmode: 'email', support: '招待のメールを送ります。リンクの有効期間は7日間です。' }),
  };
  const update = () => {
    fields.prefecture.hidden = fields.role.value !== 'prefecture';
    fields.facility.hidden = fields.role.value !== 'facility';
  };
  const read = () => ({
    ...Object.fromEntries(['role', 'user_name', 'name', 'mail'].map((name) => [name, fields[name].value ?? ''])),
    ...(fields.role.value === 'prefecture' && { prefecture: fields.prefecture.value }),
    ...(fields.role.value === 'facility' && { facility: fields.facility.value }),
  });
  document.title = '利用者の登録 - 緊急配布要請';
  const node = editing({
    key: 'user:new', title: '登録する内容', heading: 'h2', submit: '登録して招待のメールを送る',
    build: () => ({ nodes: Object.values(fields), read }),
    send: (values) => post('/api/users', values),
    saved: ({ json }) => tellAt(`/user.html?name=${encodeURIComponent(json.user_name)}`, `利用者を登録しました。${json.mail} に、招待のメールを送りました。`),
    close: () => location.assign('/users.html'),
  });
  node.addEventListener('input', update);
  update();
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/users.html', text: '利用者' }), ' > 利用者の登録'),
    el('h1', { text: '利用者の登録' }), node);
}
