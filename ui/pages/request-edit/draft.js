// A request before its submission: the draft is kept on the server, then checked and submitted.
import { idempotencyKey, post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { clearErrors, form, showErrors } from '/modules/form.js';
import { forget, keep, leaveGuard, restore } from '/modules/typed.js';
import { prefectureName, statusMark } from '/modules/words.js';
import { dueIfSubmittedNow } from '/pages/request-edit/due.js';
import { partFields } from '/pages/request-edit/fields.js';
import { draftSaver } from '/pages/request-edit/saver.js';
import { flatten } from '/pages/request/part.js';

export async function edit({ main, policy, say }, { json: request, etag }) {
  const path = `/api/requests/${request.id}`;
  const typed = `request:${request.id}`;
  const model = partFields(policy, request);
  const due = dueIfSubmittedNow((at) => `いま申請すると、都道府県の入力期限（目安）は${at}です。`);
  const state = el('p', { class: 'saved', text: '入力した内容は、下書きとして自動で保存されます。' });
  const notices = el('div');
  const mark = el('span', {}, statusMark(request.status));
  // Kept with what is typed: text based on an older version must not overwrite a newer one unseen.
  const basedOn = el('input', { type: 'hidden', name: 'based_on', value: etag });
  const page = form({
    submit: 'システムチェック&申請',
    actions: el('button', { type: 'button', class: 'button button--sub', text: '下書きとして保存', on: { click: saveNow } }),
    fields: [basedOn, ...model.nodes],
    onSubmit: submit,
  });
  const saver = draftSaver(path, model, basedOn, onSaved, onConflict);
  let key = '';
  let refused = '';
  let timer = 0;

  restore(typed, page);
  if (saver.dirty()) {
    notices.append(el('p', { class: 'banner', text: '前にこの画面で入力し、まだ保存していなかった内容を戻しました。' }));
    changed();
  } else basedOn.value = etag;
  keep(typed, page);
  const leaveFreely = leaveGuard(saver.dirty);
  page.addEventListener('input', changed);
  page.addEventListener('focusout', saveQuietly);
  document.addEventListener('visibilitychange', saveQuietly);
  replace(main, el('h1', {}, '緊急配布要請の作成 ', mark), notices, policy.acceptance.open && due.node, page, state);
  if (request.status === 'ineligible') await showChecks(request.checks);

  function changed() {
    timer ||= setTimeout(saveQuietly, 30000);
  }

  function onSaved() {
    if (!saver.dirty()) forget(typed);
    key = '';
    say(state.textContent = `下書きを保存しました（${due.now()}）`);
  }

  async function saveQuietly() {
    clearTimeout(timer);
    timer = 0;
    const now = JSON.stringify(model.values());
    if (!saver.dirty()) return forget(typed);
    // What the server refused is not sent again until it is changed.
    if (now === refused) return;
    try {
      await saver.save(true);
    } catch (problem) {
      if (problem.status === 422) refused = now;
      const words = `下書きを保存できませんでした。${problem.errors[0]?.message ?? problem.detail}`;
      if (state.textContent !== words) say(state.textContent = words);
    }
  }

  async function saveNow() {
    try {
      if (!await saver.save()) return;
      clearErrors(page);
      onSaved();
    } catch (problem) {
      showErrors(page, problem);
    }
  }

  async function submit() {
    if (!await saver.save()) return;
    clearErrors(page);
    replace(notices);
    key ||= idempotencyKey();
    const { json, etag: tag } = await post(`${path}/submission`, undefined, { headers: { 'Idempotency-Key': key } });
    if (json.status === 'under_review') {
      sessionStorage.setItem(`done:${request.id}`, `申請しました。ステータスは「確認中」です。${prefectureName(request.facility.prefecture)}へメールで知らせました。`);
      location.replace(`/request.html?id=${request.id}`);
      return;
    }
    key = '';
    basedOn.value = tag;
    replace(mark, statusMark(json.status));
    await showChecks(json.checks);
    document.title = `エラー：${document.title}`;
    notices.firstChild.focus();
  }

  async function showChecks(checks) {
    const { unmet } = await import('/pages/request-edit/checks.js');
    replace(notices, unmet(policy, page, model, checks, 'この要請は都道府県に届いていません。×の条件を確認し、直してからもう一度「システムチェック&申請」を押してください。'));
  }

  async function onConflict({ json, etag: tag }, problem, base) {
    if (json.status !== 'draft' && json.status !== 'ineligible') {
      leaveFreely();
      return location.reload();
    }
    const server = flatten(json, model.codes);
    const { conflict } = await import('/pages/request-edit/conflict.js');
    replace(notices, conflict(policy, base, model.values(), server, problem.detail, '選んだ内容で保存する', async (chosen) => {
      model.set(chosen);
      saver.settle(server, tag);
      if (!await saver.save()) return;
      replace(notices);
      onSaved();
      page.querySelector('.button--main').focus();
    }));
    notices.firstChild.focus();
  }
}
