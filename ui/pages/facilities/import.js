/** Facilities by file: sent in parts, checked as a whole, applied in steps. The address names the import, so that it can be gone on with. */

import { Problem } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { clearErrors } from '/modules/form.js';
import { dateTime, number } from '/modules/format.js';
import { attempt } from '/pages/admin/attempt.js';
import { fault, fileForm, progress } from '/pages/admin/file-form.js';

const API = '/api/facility-imports';
const MAX_PARTS = 400;
const SUPPORT = 'UTF-8またはShift-JISのCSVファイル。1行目に見出し、300,000行まで。確認では、まだ何も登録しません。';

const sendPatiently = async (...call) => (await import('/pages/admin/send-file.js')).sendPatiently(...call);

/** Which file was being sent for an import: only the same one is gone on with. */
const place = (id) => `haifu-import:${id}`;
const print = ({ name, size, lastModified }) => `${name}/${size}/${lastModified}`;

export async function build({ main }, asked) {
  const box = el('div', { class: 'stack' });
  let state = null;
  let working = false;
  document.title = 'CSVファイルでの医療機関の登録 - 緊急配布要請';
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/facilities.html', text: '医療機関' }), ' > CSVファイルでの登録'),
    el('h1', { text: 'CSVファイルでの医療機関の登録' }), box);
  if (asked) state = await sendPatiently('GET', `${API}/${encodeURIComponent(asked)}`);
  async function show(focus = false) {
    const views = { open: opened, faulty, checked, applying, done: finished };
    clearErrors();
    replace(box, state ? await views[state.state]() : begin());
    if (focus) box.querySelector('[tabindex="-1"]')?.focus();
  }

  function begin() {
    return [columns(), fileForm({ submit: 'ファイルを送って確認する', support: SUPPORT, onFile: send })];
  }

  function opened() {
    return [
      el('p', { class: 'banner banner--info', text: state.parts.length > 0
        ? `ファイルの送信が途中です（${state.parts.length}個の部分を送信済み）。同じファイルを選ぶと、続きから送ります。`
        : 'ファイルはまだ送られていません。' }),
      fileForm({ submit: 'ファイルを送って確認する', support: SUPPORT, onFile: send }),
      again('別の取込みを始める')];
  }

  async function faulty() {
    return [(await import('/pages/admin/row-errors.js')).rowErrors(state.row_errors, state.more_row_errors), columns(), fileForm({ submit: '直したファイルを送って確認する', label: '直したCSVファイル', support: SUPPORT, onFile: send })];
  }

  function checked() {
    return [
      heading('確認が終わりました。誤りはありません。'),
      el('p', { text: `${number(state.total)}行を登録します。まだ何も登録していません。` }),
      warnings(),
      el('div', { class: 'row' }, mainButton('この内容で登録する', apply), again('登録せずに、別のファイルを選ぶ'))];
  }

  async function applying() {
    return [heading('登録の途中です'), await counts(), mainButton('続きを登録する', apply)];
  }

  async function finished() {
    return [heading('登録が終わりました'), await counts(), warnings(), el('div', { class: 'row' }, el('a', { class: 'button button--sub', href: '/facilities.html', text: '医療機関の一覧へ' }), again('続けて別のファイルを登録する'))];
  }

  async function send(file) {
    const places = await (await import('/pages/facilities/cut.js')).cuts(file);
    if (!places) throw fault('1行が長すぎる箇所があります。CSVファイルかどうか、引用符（"）が閉じているかを確認してください。');
    const count = places.length - 1;
    if (count > MAX_PARTS) throw fault('ファイルが大きすぎます。ファイルを分けてください。');
    const known = state?.state === 'open' && sessionStorage.getItem(place(state.id)) === print(file);
    if (!known) state = await sendPatiently('POST', API);
    sessionStorage.setItem(place(state.id), print(file));
    history.replaceState(null, '', `/facilities.html?import=${encodeURIComponent(state.id)}`);
    const bar = progress();
    box.append(bar.node);
    await work(async () => {
      try {
        for (let part = 1; part <= count; part += 1) {
          bar.show(part - 1, count, `ファイルを送っています（${count}個の部分のうち${part - 1}個を送信済み）。`);
          if (!state.parts.includes(part)) state = await sendPatiently('PUT', `${API}/${state.id}/parts/${part}`, file.slice(places[part - 1], places[part]));
        }
        bar.show(count, count, 'ファイルを確認しています。大きなファイルでは、数分かかることがあります。');
        state = await check(state.id);
      } catch (problem) {
        bar.node.remove();
        // A file that is no such table at all: its headings are wrong.
        if (!problem.extra?.row_errors) throw problem;
        state = { ...state, state: 'faulty', row_errors: problem.extra.row_errors, more_row_errors: problem.extra.more_row_errors };
      }
    });
    await show(true);
  }

  /** An answer that was lost on its way is found in the import itself. */
  async function check(id) {
    try {
      return await sendPatiently('POST', `${API}/${id}/check`);
    } catch (problem) {
      if (!(problem instanceof Problem) || ![0, 409, 502, 503, 504].includes(problem.status)) throw problem;
      const now = await sendPatiently('GET', `${API}/${id}`);
      if (now.state === 'open') throw problem;
      return now;
    }
  }

  async function apply() {
    if (working) return;
    const bar = progress();
    const tell = () => bar.show(state.applied, state.total, `登録しています（${number(state.total)}行のうち${number(state.applied)}行が済みました）。この画面を閉じても、済んだところまでは登録されています。`);
    replace(box, heading('登録しています'), bar.node);
    box.querySelector('h2').focus();
    const ok = await attempt(() => work(async () => {
      do {
        tell();
        state = await sendPatiently('POST', `${API}/${state.id}/steps`);
      } while (state.state !== 'done');
    }));
    if (!ok) state = await sendPatiently('GET', `${API}/${state.id}`).catch(() => ({ ...state, state: 'applying' }));
    await show();
    if (ok) done(`${number(state.total)}行の登録が終わりました。`);
  }

  async function work(run) {
    working = true;
    (await import('/modules/typed.js')).leaveGuard(() => working);
    try {
      await run();
    } finally {
      working = false;
    }
  }

  const heading = (text) => el('h2', { tabindex: '-1', text });
  const mainButton = (text, click) => el('button', { type: 'button', class: 'button button--main', text, on: { click } });
  const again = (text) => el('a', { href: '/facilities.html?import', text });
  const warnings = () => state.warnings.map(({ message }) => el('p', { class: 'banner banner--warn', text: message }));
  const counts = async () => (await import('/modules/dl.js')).dl([
    ['始めた日時', dateTime(state.created_at)],
    ['ファイルの行数', `${number(state.total)}行`],
    ['済んだ行数', `${number(state.applied)}行`],
    ['新しく登録した医療機関', `${number(state.created)}件`],
    ['変更した医療機関', `${number(state.changed)}件`],
    ['変更のなかった医療機関', `${number(state.unchanged)}件`],
  ]);
  await show();
}

/** What the file has to look like. */
function columns() {
  return el('details', {}, el('summary', { class: 'details__summary', text: 'ファイルの列' }),
    el('div', { class: 'stack' },
      el('p', { text: '1行目に、次の見出しを入れてください。順番は自由です。' }),
      el('ul', {},
        el('li', { text: '必ず入れる列：医療機関コード、医療機関名、区分（病院・診療所・歯科診療所・その他）' }),
        el('li', { text: '任意の列：都道府県、登録の区分（複数は「、」で区切る）、担当者名、電話番号、郵便番号、住所、受取り可能な時間、メールアドレス、有効期間の始まり、有効期間の終わり（この2つは、両方とも入れるか、両方とも外す）' })),
      el('p', { text: '任意の列がないときは、登録済みの内容を変更しません。列があって空欄のときは、空欄にします。同じ医療機関コードの医療機関は、ファイルの内容に更新します。ファイルにない医療機関は、そのまま残ります。' })));
}
