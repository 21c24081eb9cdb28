/** The prefecture's part of a request under review, beside what the facility says: partial saves and completion. */

import { get, put } from '/modules/api.js';
import { choice } from '/modules/choices.js';
import { dl } from '/modules/dl.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { date } from '/modules/format.js';
import { page } from '/modules/frame.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { requestedCodes } from '/pages/request/officer/labels.js';
import { standing } from '/pages/request/officer/standing.js';
import { lastList } from '/pages/requests/back.js';
import { itemPart } from '/pages/review/item.js';

const path = `/api/requests/${encodeURIComponent(new URLSearchParams(location.search).get('id') ?? '')}`;

page({ title: '都道府県の記入', current: '/requests.html', roles: ['prefecture'], build: async (context) => show(context, await get(path)) });

/** @param [meanwhile] what was typed when somebody else was faster */
async function show(context, loaded, meanwhile) {
  const { policy, main } = context;
  const { json: request, etag } = loaded;
  const { id, number, review } = request;
  const key = `review:${id}`;
  const open = request.status === 'under_review';
  const kept = isKept(key);
  const link = (text, href) => el('a', { class: 'button', href, text });
  const detail = link('詳細に戻る', `/request.html?id=${id}`);
  if (!open && !kept && !meanwhile) return location.replace(detail.href);

  const status = choice({
    name: 'status', label: '都道府県確認ステータス', required: true, value: 'in_progress',
    options: [
      { value: 'in_progress', label: '入力中' },
      { value: 'completed', label: '完了', support: '「完了」で保存すると、対応ステータスが「受付完了」になり、医療機関へ結果を知らせます。' },
    ],
  });
  // Travels with the typed text: after a reload one still knows who was faster.
  const started = el('input', { type: 'hidden', name: 'started-from' });
  const node = form({
    submit: '保存',
    class: 'stack',
    actions: [detail, link('一覧に戻る', lastList())],
    fields: [
      el('p', { text: '「※必須」は「完了」にするときに必要な項目です。「入力中」では、途中でも保存できます。患者の氏名など、個人が分かる情報は書かないでください。' }),
      await Promise.all(requestedCodes(policy, request).map((code) => itemPart(policy, request, code))),
      el('section', { class: 'card stack' }, el('h2', { text: '入力期限（目安）までの入力が難しいとき' }), await delay()),
      status, started,
    ],
    onSubmit: save,
  });
  // The delay is entered elsewhere, and told of when a colleague changes it.
  const base = { delay_reason: review.delay_reason, expected_on: review.expected_on, ...values() };
  started.value = JSON.stringify({ version: request.version, base });
  const isDirty = () => Object.entries(values()).some(([name, value]) => value !== base[name]);
  const edit = { node, base, status, started, values, isDirty };

  // All seldom, and only then loaded.
  const warned = open && request.warnings?.length > 0 && (await import('/pages/request/officer/warnings.js')).warnings(request);
  const before = kept && (await import('/pages/review/restored.js')).putBack(key, edit, () => show(context, loaded));
  const others = (!open || meanwhile || before.isOld) && (await import('/pages/review/overtaken.js')).overtaken(policy, request, edit, before, meanwhile);
  keep(key, node);
  const leave = leaveGuard(() => open && isDirty());
  document.title = `都道府県の記入 ${number} - 緊急配布要請`;
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' > ', el('a', { href: detail.href, text: number }), ' > ',
      el('span', { 'aria-current': 'page', text: '都道府県の記入' })),
    others || before.notice,
    el('h1', {}, '都道府県の記入 ', el('span', { class: 'whole', text: number })),
    el('p', { text: `要請者：${request.facility.name}` }),
    standing(request),
    warned,
    open ? node : detail);
  // Told first.
  others?.focus?.();
  return edit;

  /** What is saved of a delay, and the way to the page where it is entered. */
  async function delay() {
    const { delay_reason: reason, expected_on: day } = review;
    const way = [`遅れる理由と入力予定日を${reason || day ? '変更' : '入力'}する`, `/delay.html?id=${id}`];
    const key = `delay:${id}`;
    return [
      (reason || day) && dl([['遅れる理由', reason], ['入力予定日', date(day)]]),
      isKept(key) ? (await import('/modules/way.js')).way(...way, { key }) : link(...way),
    ];
  }

  /** What stands in the fields that can be seen. @returns by their names */
  function values() {
    const fields = [...node.querySelectorAll('.field[data-name]')].filter((field) => field !== status && !field.closest('[hidden]'));
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }

  /** Only items that were touched, be it to confirm an update: to save one says so of it. */
  function body() {
    const items = {};
    const touched = new Set();
    for (const [path, value] of Object.entries(values())) {
      const [, code, field] = path.split('.');
      // A corrected number of distributions outlives a refusal, with which it is not shown.
      items[code] ??= { prior_distributions: review.items[code]?.prior_distributions };
      if (field !== 'changed_since') items[code][field] = field === 'needed' ? value && value === 'yes' : value;
      if (value !== base[path]) touched.add(code);
    }
    for (const code in items) if (!touched.has(code)) delete items[code];
    return { status: status.value, items };
  }

  async function save() {
    let answer;
    try {
      answer = await put(`${path}/review`, body(), { etag });
    } catch (problem) {
      if (problem.status !== 412) throw problem;
      return show(context, await get(path), { problem, edit });
    }
    forget(key);
    leave();
    if (answer.json.status === 'accepted') return (await import('/pages/review/completed.js')).tellCompleted(detail.href, answer.json);
    return (await import('/pages/review/saved.js')).tellSaved(policy, request, answer.json, await show(context, answer));
  }
}
