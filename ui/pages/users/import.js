/** Users by file: first only checked, then registered in steps by sending the same file again. */

import { Problem } from '/modules/api.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { clearErrors } from '/modules/form.js';
import { number } from '/modules/format.js';
import { attempt } from '/pages/admin/attempt.js';
import { fault, fileForm, progress } from '/pages/admin/file-form.js';

const API = '/api/users/imports?dry_run=';
const MAX_BYTES = 1024 * 1024;
const sending = () => import('/pages/admin/send-file.js');

export async function build({ main }) {
  const box = el('div', { class: 'stack' });
  let working = false;
  document.title = 'CSVファイルでの利用者の登録 - 緊急配布要請';
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/users.html', text: '利用者' }), ' > CSVファイルでの登録'),
    el('h1', { text: 'CSVファイルでの利用者の登録' }), box);
  await begin();

  /** @param [wrong] what is wrong with the file before */
  async function begin(wrong) {
    if (wrong) clearErrors();
    replace(box, wrong && (await import('/pages/admin/row-errors.js')).rowErrors(wrong.row_errors, wrong.more_row_errors), columns(), fileForm({
      submit: 'ファイルを送って確認する', label: wrong ? '直したCSVファイル' : 'CSVファイル', onFile: check,
      support: 'UTF-8またはShift-JISのCSVファイル。1行目に見出し、1,000行・1MBまで。確認では、まだ何も登録しません。',
    }));
    if (wrong) box.querySelector('#row-errors').focus();
  }

  async function check(file) {
    if (file.size > MAX_BYTES) throw fault('ファイルが大きすぎます（1MB、1,000行まで）。ファイルを分けてください。');
    // The bytes as they are now: what is registered is what was checked, even if the file is changed meanwhile.
    const bytes = new Blob([await file.arrayBuffer()]);
    try {
      const answer = await (await sending()).sendFile('POST', `${API}true`, bytes);
      confirm(file.name, bytes, answer);
    } catch (problem) {
      if (!(await refusedRows(problem))) throw problem;
    }
  }

  async function refusedRows(problem, created = 0) {
    if (!(problem instanceof Problem) || !problem.extra.row_errors) return false;
    await begin(problem.extra);
    if (created) box.prepend(el('p', { class: 'banner banner--warn', text: `${number(created)}件は登録しました。残りは登録していません。ファイルを直してもう一度送ると、残りを登録します。` }));
    return true;
  }

  function confirm(name, bytes, { rows, unchanged, remaining }) {
    clearErrors();
    const title = el('h2', { tabindex: '-1', text: '確認が終わりました。誤りはありません。' });
    replace(box, title,
      dl([['ファイル', name], ['行数', `${number(rows)}行`], ['新しく登録する利用者', `${number(remaining)}件`], ['登録済みの利用者（変更なし）', `${number(unchanged)}件`]]),
      remaining > 0
        ? [el('p', { text: '登録すると、それぞれのメールアドレスに招待のメールを送ります。' }),
          el('div', { class: 'row' },
            el('button', { type: 'button', class: 'button button--main', text: `${number(remaining)}人を登録する`, on: { click: () => apply(name, bytes, remaining) } }),
            el('a', { href: '/users.html?import', text: '登録せずに、別のファイルを選ぶ' }))]
        : el('p', {}, '新しく登録する利用者はいません。', el('a', { href: '/users.html?import', text: '別のファイルを選ぶ' })));
    title.focus();
  }

  async function apply(name, bytes, all) {
    if (working) return;
    working = true;
    (await import('/modules/typed.js')).leaveGuard(() => working);
    const bar = progress();
    replace(box, el('h2', { tabindex: '-1', text: '登録しています' }), bar.node);
    box.querySelector('h2').focus();
    let answer = { rows: 0, unchanged: 0, remaining: all };
    const ok = await attempt(async () => {
      try {
        while (answer.remaining > 0) {
          bar.show(all - answer.remaining, all, `${number(all)}人のうち${number(all - answer.remaining)}人を登録しました。`);
          answer = await (await sending()).sendPatiently('POST', `${API}false`, bytes);
        }
      } catch (problem) {
        if (!(await refusedRows(problem, all - answer.remaining + (problem.extra?.created ?? 0)))) throw problem;
      }
    });
    working = false;
    if (!ok) confirm(name, bytes, answer);
    else if (answer.remaining === 0) {
      await begin();
      done(`${number(all)}人の利用者を登録し、招待のメールを送りました。`);
    }
  }
}

/** What the file has to look like. */
function columns() {
  return el('details', {}, el('summary', { class: 'details__summary', text: 'ファイルの列' }), dl([
    ['必ず入れる列', 'ユーザ名、役割（医療機関・都道府県・国）、名前、メールアドレス'],
    ['役割が「都道府県」のときに入れる列', '都道府県（名前またはコード）'],
    ['役割が「医療機関」のときに入れる列', '医療機関ID（医療機関の画面にあります）'],
  ]));
}
