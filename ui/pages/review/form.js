/** 都道府県記入欄 as a form: partial saves and completion. */

import { put } from '/modules/api.js';
import { choice } from '/modules/choices.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { requestedCodes } from '/pages/request/officer/labels.js';
import { lastList } from '/pages/requests/back.js';
import { itemPart } from '/pages/review/item.js';

/** @param overtaken somebody else saved first */
export async function reviewForm(policy, { json: request, etag }, saved, overtaken) {
  const { id, review, version } = request;
  const status = choice({
    name: 'status', label: '都道府県確認ステータス', required: true, value: 'in_progress',
    options: [
      { value: 'in_progress', label: '入力中' },
      { value: 'completed', label: '完了', support: '「完了」で保存すると、対応ステータスが「受付完了」になり、医療機関へ結果を知らせます。' },
    ],
  });
  const failed = el('p', { role: 'status' });
  const offline = () => { failed.textContent = '開けませんでした。もう一度押してください。'; };
  const delay = el('div', { class: 'stack' }, el('button', { type: 'button', class: 'button', text: '遅れる理由と入力予定日を入力する', on: { click: () => openDelay().then(() => delay.querySelector('textarea').focus(), offline) } }), failed);
  // Travels with the typed text: after a reload one still knows who was faster.
  const started = el('input', { type: 'hidden', name: 'started-from' });
  const link = (href, text) => el('a', { class: 'button', href, text });
  const node = form({
    submit: '保存',
    class: 'stack',
    actions: [link(`/request.html?id=${id}`, '詳細に戻る'), link(lastList(), '一覧に戻る')],
    fields: [
      el('p', { text: '「※必須」は「完了」にするときに必要な項目です。「入力中」では、途中でも保存できます。患者の氏名など、個人が分かる情報は書かないでください。' }),
      await Promise.all(requestedCodes(policy, request).map((code) => itemPart(policy, request, code))),
      el('section', { class: 'card stack' }, el('h2', { text: '入力期限（目安）までの入力が難しいとき' }), delay),
      status, started,
    ],
    onSubmit: save,
  });
  const base = { delay_reason: review.delay_reason, expected_on: review.expected_on, ...values() };
  started.value = JSON.stringify({ version, base });

  /** What stands in the fields that can be seen. @returns by their names */
  function values() {
    const fields = [...node.querySelectorAll('.field[data-name]')].filter((field) => field !== status && !field.closest('[hidden]'));
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }

  async function openDelay() {
    const fields = (await import('/pages/review/delay.js')).delayFields(review);
    for (const { name, value } of fields) base[name] = value;
    replace(delay, fields);
  }

  /** Only items that were touched, be it to confirm an update: to save one says so of it. */
  function body() {
    const { delay_reason, expected_on, ...rest } = values();
    const items = {};
    const touched = new Set();
    for (const [path, value] of Object.entries(rest)) {
      const [, code, field] = path.split('.');
      // A corrected number of distributions outlives a refusal, with which it is not shown.
      items[code] ??= { prior_distributions: review.items[code]?.prior_distributions };
      if (field !== 'changed_since') items[code][field] = field === 'needed' ? value && value === 'yes' : value;
      if (value !== base[path]) touched.add(code);
    }
    for (const code in items) if (!touched.has(code)) delete items[code];
    return { status: status.value, delay_reason, expected_on: expected_on === null ? '' : expected_on, items };
  }

  async function save() {
    const completed = status.value === 'completed';
    let answer;
    try {
      answer = await put(`/api/requests/${id}/review`, body(), { etag });
    } catch (problem) {
      if (problem.status !== 412) throw problem;
      return overtaken(problem, edit);
    }
    return saved(answer, completed);
  }

  /** Whether the form holds something that is not saved. */
  const isDirty = () => Object.entries(values()).some(([name, value]) => value !== base[name]);
  const edit = { node, base, status, started, values, isDirty, openDelay };
  return edit;
}
