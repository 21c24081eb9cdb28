// A draft: kept on the server, then checked and submitted.
import { post, put } from '/modules/api.js';
import { byId, el, replace, say } from '/modules/dom.js';
import { clearErrors, form } from '/modules/form.js';
import { idempotencyKey } from '/modules/idempotency-key.js';
import { statusMark } from '/modules/status.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { dueIfSubmittedNow } from '/pages/request-edit/due.js';
import { partFields } from '/pages/request-edit/fields.js';
import { differing, nest } from '/pages/request/part.js';

export async function edit({ main, policy }, { json: request, etag: first }) {
  const path = `/api/requests/${request.id}`;
  const typed = `request:${request.id}`;
  const model = partFields(policy, request);
  const due = dueIfSubmittedNow(policy, (at) => `いま申請すると、都道府県が確認を終える目安は${at}です。`);
  const state = el('p', { text: '入力した内容は、下書きとして自動で保存されます。' });
  const notices = el('div');
  const mark = el('span', {}, statusMark(request.status));
  // Kept with what is typed: what is based on an older version must not overwrite a newer one unseen.
  const basedOn = el('input', { type: 'hidden', name: 'based_on', value: first });
  const page = form({
    submit: 'システムチェック&申請',
    actions: el('button', { type: 'submit', class: 'button button--sub', text: '下書きとして保存' }),
    fields: [basedOn, ...model.nodes],
    onSubmit: (_, button) => (button?.matches('.button--sub') ? saveNow() : submit()),
  });
  // What stands on the server, as far as this page knows, and whether a choice between that and what is typed waits.
  const known = { saved: model.values(), held: false };
  let sent = { etag: '', key: '' };
  let running = null;
  let refused = '';
  let timer = 0;
  const dirty = () => differing(model.values(), known.saved).length > 0;

  const kept = isKept(typed) && await import('/modules/restore.js');
  if (kept) kept.restore(typed, page);
  if (kept && dirty()) {
    replace(notices, kept.note('保存していなかった'));
    changed();
  } else basedOn.value = first;
  keep(typed, page);
  const leaveFreely = leaveGuard(dirty, saveQuietly);
  page.addEventListener('input', changed);
  page.addEventListener('focusout', saveQuietly);
  document.addEventListener('visibilitychange', saveQuietly);
  replace(main, el('h1', {}, '緊急配布要請の作成 ', mark), notices, policy.acceptance.open && due.node, page, state);
  if (request.status === 'ineligible') await showChecks(request.checks);

  function changed() {
    timer ||= setTimeout(saveQuietly, 30000);
  }

  /** One at a time; false while a conflict waits. `quiet`: by itself, leaving the focus alone. */
  async function save(quiet, query = '') {
    if (!quiet) byId('again')?.focus();
    while (running) await running.catch(() => {});
    if (known.held) return false;
    if (!dirty()) return true;
    running = send(quiet, query).finally(() => { running = null; });
    return running;
  }

  async function send(quiet, query) {
    const values = model.values();
    const etag = await put(path + query, nest(values), { etag: basedOn.value, quiet }).then((answer) => answer.etag, async (problem) => {
      if (problem.status !== 412) throw problem;
      return (await import('/pages/request-edit/overtaken.js')).overtaken({ path, notices, page, state, model, values, known, basedOn, leaveFreely, save, onSaved }, problem);
    });
    known.held = !etag;
    if (known.held) return false;
    known.saved = values;
    basedOn.value = etag;
    onSaved();
    return true;
  }

  function onSaved() {
    if (!dirty()) forget(typed);
    if (byId('summary')?.dataset.code === 'network') clearErrors(page);
    say(state.textContent = `下書きを保存しました（${due.now()}）`);
  }

  async function saveQuietly() {
    clearTimeout(timer);
    timer = 0;
    const now = JSON.stringify(model.values());
    if (!dirty()) return forget(typed);
    // What was refused is not sent again until it is changed.
    if (now === refused) return;
    try {
      await save(true);
    } catch (problem) {
      if (problem.status === 422) refused = now;
      const words = `下書きを保存できませんでした。${problem.errors[0]?.message ?? problem.detail}`;
      if (state.textContent !== words) say(state.textContent = words);
    }
  }

  async function saveNow() {
    if (!await save()) return;
    clearErrors(page);
    onSaved();
  }

  async function submit() {
    // All that is wrong with the form is told at once, should it be refused already here.
    if (!await save(false, '?before_submission=true')) return;
    clearErrors(page);
    replace(notices);
    due.node.hidden = false;
    // The same content sent again carries the same key, so that a lost answer does no harm.
    if (sent.etag !== basedOn.value) sent = { etag: basedOn.value, key: idempotencyKey() };
    const { json, etag } = await post(`${path}/submission`, undefined, { headers: { 'Idempotency-Key': sent.key } });
    if (json.status === 'under_review') {
      sessionStorage.setItem(`done:${request.id}`, 'submitted');
      location.replace(`/request.html?id=${request.id}`);
      return;
    }
    basedOn.value = etag;
    replace(mark, statusMark(json.status));
    await showChecks(json.checks, true);
  }

  async function showChecks(checks, now) {
    // What did not pass has no deadline.
    due.node.hidden = true;
    (await import('/pages/request-edit/checks.js')).unmet({ notices, policy, model }, checks, now);
  }
}
