// 要請内容の更新: the facility's part of a request under review, changed as one deliberate act.
import { post } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { clearErrors, form } from '/modules/form.js';
import { idempotencyKey } from '/modules/idempotency-key.js';
import { statusMark } from '/modules/status.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { dueIfSubmittedNow } from '/pages/request-edit/due.js';
import { partFields } from '/pages/request-edit/fields.js';
import { differing, flatten, nest } from '/pages/request/part.js';

const REFUSED = '要請の内容は更新されていません。前の内容のまま、都道府県が確認しています。入力した内容はこの画面に残っています。';

export async function edit({ main, policy }, { json: request, etag }) {
  const path = `/api/requests/${request.id}`;
  const typed = `request:${request.id}`;
  const model = partFields(policy, request);
  const due = dueIfSubmittedNow(policy, (at) => `物資または要件①を変えると、条件をもう一度確認し、都道府県が確認を終える目安は${at}になります。`);
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
  // What stands on the server, as far as this page knows.
  const known = { base: flatten(request, model.codes), etag, updatedAt: request.updated_at };
  let sent = { body: '', key: '' };
  const changed = () => differing(known.base, model.values());

  const kept = isKept(typed) && await import('/modules/restore.js');
  if (kept) kept.restore(typed, page);
  if (changed().length === 0) basedOn.value = known.updatedAt;
  else if (basedOn.value !== known.updatedAt) (await overtaking()).choose(known.base);
  else replace(notices, kept.note('更新していない'));
  keep(typed, page);
  leaveGuard(() => changed().length > 0);
  // While typing already: a list that grew on leaving a field would move the button away from under the pointer.
  for (const event of ['input', 'change']) page.addEventListener(event, showChanges);
  showChanges();
  document.title = '要請内容の更新 - 緊急配布要請';
  // This is no new request.
  document.querySelector('.menu__link[aria-current]')?.removeAttribute('aria-current');
  replace(main,
    el('h1', {}, '要請内容の更新 ', el('span', { class: 'whole', text: request.number }), ' ', statusMark(request.status)),
    notices,
    el('p', { text: '変えた内容は自動では保存されません。「要請内容を更新する」を押すと、まとめて反映され、都道府県へメールで知らせます。' }),
    policy.acceptance.open
      ? [due.node, el('p', { text: '連絡先、届け先、備考だけの更新では、目安は変わりません。条件を満たさないときは、何も更新されません。' })]
      : el('p', { text: '受付停止中は、連絡先、届け先、備考だけを更新できます。' }),
    page);

  async function showChanges() {
    if (changed().length === 0) return replace(changes, el('p', { text: '変更した項目はまだありません。' }));
    const { list } = await import('/pages/request-edit/changes.js');
    replace(changes, list(model, known.base));
  }

  async function update() {
    if (basedOn.value !== known.updatedAt) return notices.firstChild.focus();
    clearErrors(page);
    replace(notices);
    const part = nest(model.values());
    const body = known.etag + JSON.stringify(part);
    // The same content sent again carries the same key, so that a lost answer does no harm.
    if (sent.body !== body) sent = { body, key: idempotencyKey() };
    try {
      await post(`${path}/updates`, part, { etag: known.etag, headers: { 'Idempotency-Key': sent.key } });
    } catch (problem) {
      if (problem.status === 412) return (await overtaking()).overtaken(path, problem, { update, updated });
      if (!problem.json?.checks) throw problem;
      const { unmet } = await import('/pages/request-edit/checks.js');
      return unmet({ notices, policy, model }, problem.json.checks, true, REFUSED);
    }
    updated();
  }

  function updated() {
    known.base = model.values();
    forget(typed);
    sessionStorage.setItem(`done:${request.id}`, 'updated');
    location.replace(`/request.html?id=${request.id}`);
  }

  async function overtaking() {
    return (await import('/pages/request-edit/update-overtaken.js')).overtaking(notices, model, basedOn, known);
  }
}
