// 要請内容の更新: the facility's part of a request under review, changed as one deliberate act. What is typed waits in this browser tab.
import { get, idempotencyKey, post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { clearErrors, form } from '/modules/form.js';
import { forget, keep, leaveGuard, restore } from '/modules/typed.js';
import { prefectureName, statusMark } from '/modules/words.js';
import { dueIfSubmittedNow } from '/pages/request-edit/due.js';
import { partFields } from '/pages/request-edit/fields.js';
import { fieldLabel, shown } from '/pages/request/labels.js';
import { differing, flatten, itemOf, nest } from '/pages/request/part.js';

export async function edit({ main, policy }, { json: request, etag }) {
  const path = `/api/requests/${request.id}`;
  const typed = `request:${request.id}`;
  const model = partFields(policy, request);
  const prefecture = prefectureName(request.facility.prefecture);
  const due = dueIfSubmittedNow((at) => `物資または要件①を変えて更新すると、条件をもう一度確認し、入力期限（目安）は${at}になります。`);
  const notices = el('div');
  const changes = el('div', { class: 'stack' });
  // Kept with what is typed: whether the part was updated elsewhere since.
  const basedOn = el('input', { type: 'hidden', name: 'based_on', value: request.updated_at });
  const page = form({
    submit: '要請内容を更新する',
    actions: el('a', { class: 'button button--sub', href: `/request.html?id=${request.id}`, text: '更新せずに戻る' }),
    fields: [basedOn, ...model.nodes, el('h2', { text: '4 更新の確認' }), changes],
    onSubmit: update,
  });
  let base = flatten(request, model.codes);
  let updatedAt = request.updated_at;
  let sent = { body: '', key: '' };
  const changed = () => differing(base, model.values());

  restore(typed, page);
  if (changed().length === 0) basedOn.value = updatedAt;
  else if (basedOn.value === updatedAt) notice('前にこの画面で入力し、まだ更新していない内容を戻しました。');
  else await showConflict(base, base, 'この画面で入力した後に、この要請の内容がほかの画面で変わりました。入力した内容は残っています。');
  keep(typed, page);
  leaveGuard(() => changed().length > 0);
  // While typing already: a list that grew on leaving a field would move the button away from under the pointer.
  for (const event of ['input', 'change']) page.addEventListener(event, showChanges);
  showChanges();
  document.title = '要請内容の更新 - 緊急配布要請';
  replace(main,
    el('h1', {}, `要請内容の更新 ${request.number} `, statusMark(request.status)),
    notices,
    el('p', { text: `この要請は${prefecture}が確認しています。変えた内容は自動では保存されません。「要請内容を更新する」を押すと、まとめて反映され、${prefecture}へメールで知らせます。` }),
    due.node,
    el('p', { text: '連絡先、届け先、備考だけの更新では、期限は変わりません。条件を満たさないときは、何も更新されません。' }),
    !policy.acceptance.open && el('p', { text: '受付停止中は、連絡先、届け先、備考だけを更新できます。' }),
    page);

  function notice(text) {
    replace(notices, el('p', { class: 'banner', tabindex: '-1', text }));
  }

  function showChanges() {
    const values = model.values();
    const paths = changed();
    const checked = (one) => one === 'cannot_procure' || [base, values].some((state) => state[`items.${itemOf(one)}.requested`]);
    replace(changes,
      el('p', { text: paths.length ? `変更した項目：${paths.length}件` : '変更した項目はまだありません。' }),
      paths.length > 0 && el('ul', {}, paths.map((one) => el('li', { class: 'prose', text: `${fieldLabel(policy, one)}：${shown(one, base[one])} → ${shown(one, values[one])}` }))),
      paths.some(checked) && el('p', { text: '物資または要件①を変えたので、条件をもう一度確認し、入力期限（目安）を計算し直します。' }));
  }

  async function update() {
    if (basedOn.value !== updatedAt) return notices.firstChild.focus();
    clearErrors(page);
    replace(notices);
    const part = nest(model.values());
    const body = etag + JSON.stringify(part);
    // The same content sent again carries the same key, so that a lost answer does no harm.
    if (sent.body !== body) sent = { body, key: idempotencyKey() };
    try {
      await post(`${path}/updates`, part, { etag, headers: { 'Idempotency-Key': sent.key } });
    } catch (problem) {
      if (problem.status === 412) return stale(problem);
      if (!problem.json?.checks) throw problem;
      const { unmet } = await import('/pages/request-edit/checks.js');
      replace(notices, unmet(policy, page, model, problem.json.checks, '要請の内容は更新されていません。前の内容のまま、都道府県が確認しています。入力した内容はこの画面に残っています。'));
      document.title = `エラー：${document.title}`;
      return notices.firstChild.focus();
    }
    updated();
  }

  function updated() {
    base = model.values();
    forget(typed);
    sessionStorage.setItem(`done:${request.id}`, `要請内容を更新しました。${prefecture}へメールで知らせました。`);
    location.replace(`/request.html?id=${request.id}`);
  }

  /** Somebody saved meanwhile. The prefecture's own entries do not touch this part; then it is simply sent again. */
  async function stale(problem) {
    const now = await get(path);
    const server = flatten(now.json, model.codes);
    etag = now.etag;
    updatedAt = now.json.updated_at;
    if (differing(base, server).length === 0) return update();
    if (differing(model.values(), server).length === 0) return updated();
    await showConflict(base, server, problem.detail);
    notices.firstChild.focus();
  }

  async function showConflict(before, server, words) {
    const { conflict } = await import('/pages/request-edit/conflict.js');
    replace(notices, conflict(policy, before, model.values(), server, words, '選んだ内容を入力欄に入れる', (chosen) => {
      model.set(chosen);
      base = server;
      basedOn.value = updatedAt;
      basedOn.dispatchEvent(new Event('change', { bubbles: true }));
      notice('まだ更新していません。内容を確認して「要請内容を更新する」を押してください。');
      notices.firstChild.focus();
    }));
  }
}
