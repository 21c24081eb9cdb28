// 要請内容の更新: the facility's part of a request under review, changed as one deliberate act.
import { get, idempotencyKey, post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { clearErrors, form } from '/modules/form.js';
import { statusMark } from '/modules/status.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { dueIfSubmittedNow } from '/pages/request-edit/due.js';
import { partFields } from '/pages/request-edit/fields.js';
import { differing, flatten, nest } from '/pages/request/part.js';

export async function edit({ main, policy }, { json: request, etag }) {
  const path = `/api/requests/${request.id}`;
  const typed = `request:${request.id}`;
  const model = partFields(policy, request);
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

  if (isKept(typed)) (await import('/modules/restore.js')).restore(typed, page);
  if (changed().length === 0) basedOn.value = updatedAt;
  else if (basedOn.value !== updatedAt) await showConflict(base, base);
  else replace(notices, el('p', { class: 'banner', text: '前にこの画面で入力し、まだ更新していない内容を戻しました。' }));
  keep(typed, page);
  leaveGuard(() => changed().length > 0);
  // While typing already: a list that grew on leaving a field would move the button away from under the pointer.
  for (const event of ['input', 'change']) page.addEventListener(event, showChanges);
  showChanges();
  document.title = '要請内容の更新 - 緊急配布要請';
  // This is no new request.
  document.querySelector('.menu__link[aria-current]')?.removeAttribute('aria-current');
  replace(main,
    el('h1', {}, `要請内容の更新 ${request.number} `, statusMark(request.status)),
    notices,
    el('p', { text: 'この要請は都道府県が確認しています。変えた内容は自動では保存されません。「要請内容を更新する」を押すと、まとめて反映され、都道府県へメールで知らせます。' }),
    due.node,
    el('p', { text: '連絡先、届け先、備考だけの更新では、期限は変わりません。条件を満たさないときは、何も更新されません。' }),
    !policy.acceptance.open && el('p', { text: '受付停止中は、連絡先、届け先、備考だけを更新できます。' }),
    page);

  async function showChanges() {
    const paths = changed();
    if (paths.length === 0) return replace(changes, el('p', { text: '変更した項目はまだありません。' }));
    const { list } = await import('/pages/request-edit/changes.js');
    replace(changes, list(model, base));
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
      if (problem.status === 412) return overtaken(problem);
      if (!problem.json?.checks) throw problem;
      const { unmet, UPDATE } = await import('/pages/request-edit/checks.js');
      return unmet({ notices, policy, model }, problem.json.checks, true, UPDATE);
    }
    updated();
  }

  function updated() {
    base = model.values();
    forget(typed);
    sessionStorage.setItem(`done:${request.id}`, 'updated');
    location.replace(`/request.html?id=${request.id}`);
  }

  async function overtaken(problem) {
    const now = await get(path);
    const server = flatten(now.json, model.codes);
    etag = now.etag;
    updatedAt = now.json.updated_at;
    // The prefecture's own entries do not touch this part; then it is simply sent again.
    if (differing(base, server).length === 0) return update();
    if (differing(model.values(), server).length === 0) return updated();
    await showConflict(base, server, problem.detail);
  }

  async function showConflict(before, server, words) {
    (await import('/pages/request-edit/conflict.js')).chooseForUpdate(notices, model, before, server, () => {
      base = server;
      basedOn.value = updatedAt;
      basedOn.dispatchEvent(new Event('change', { bubbles: true }));
    }, words);
  }
}
