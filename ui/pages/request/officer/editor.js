/** 都道府県記入欄 as a form: partial saves, completion, what was typed before, and who was faster. */

import { put } from '/modules/api.js';
import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { form } from '/modules/form.js';
import { restore } from '/modules/restore.js';
import { forget, keep } from '/modules/typed.js';
import { itemFields } from '/pages/request/officer/item-fields.js';
import { differing, flatten, requestedCodes } from '/pages/request/officer/labels.js';
import { lastList } from '/pages/requests/back.js';

/** @param {string} id */
export const typedKey = (id) => `review:${id}`;

/**
 * @param {any} policy @param {{json: any, etag: string|null}} loaded
 * @param {{saved: (answer: any, completed: boolean) => void, overtaken: (mine: any, base: any, problem: any) => Promise<void>}} after
 */
export function editor(policy, { json: request, etag }, { saved, overtaken }) {
  const codes = requestedCodes(policy, request);
  const items = Object.fromEntries(codes.map((code) => [code, itemFields(policy, request, code)]));
  const delay = areaField({ name: 'delay_reason', label: '遅れる理由', optional: true, value: request.review.delay_reason, rows: 3, support: '国の担当者の一覧にも表示されます。医療機関には表示されません。' });
  const expected = dateField({ name: 'expected_on', legend: '入力予定日', optional: true, value: request.review.expected_on });
  const status = choice({
    name: 'status', legend: '都道府県確認ステータス', required: true, value: 'in_progress',
    options: [
      { value: 'in_progress', label: '入力中', support: '途中でも保存できます。' },
      { value: 'completed', label: '完了', support: '「完了」で保存すると、対応ステータスが「受付完了」になり、医療機関へ結果を知らせます。' },
    ],
  });
  // What the typed text started from travels with it, so that after a reload one still knows who was faster.
  const started = el('input', { type: 'hidden', name: 'started-from' });
  let base = flatten(codes, request.review);
  const start = (version) => { started.value = JSON.stringify({ version, base }); };
  start(request.version);

  const node = form({
    submit: '保存',
    actions: el('a', { class: 'button button--sub', href: lastList(), text: '一覧に戻る' }),
    fields: [
      el('p', { text: '「※必須」は「完了」にするときに必要な項目です。「入力中」では、途中でも保存できます。患者の氏名など、個人が分かる情報は書かないでください。' }),
      ...codes.map((code) => items[code].node),
      el('section', { class: 'card stack' }, el('h3', { text: '入力期限（目安）までの入力が難しいとき' }), delay, expected),
      status, started,
    ],
    onSubmit: save,
  });

  function values() {
    
    const all = {};
    for (const code of codes) for (const [field, value] of Object.entries(items[code].value())) all[`items.${code}.${field}`] = value;
    return { ...all, delay_reason: delay.value, expected_on: expected.value };
  }

  /** @param {string} path @param {any} value */
  function set(path, value) {
    if (path === 'delay_reason') delay.value = value;
    else if (path === 'expected_on') expected.value = value;
    else {
      const [, code, field] = path.split('.');
      items[code]?.set(field, value);
    }
  }

  /** An item that the facility has updated is sent once the officer has looked at it. */
  function body() {
    const sent = codes.filter((code) => {
      if (!request.review.items[code]?.changed_since || items[code].seen()) return true;
      return differing(values(), base).some((path) => path.startsWith(`items.${code}.`));
    });
    return { status: status.value, delay_reason: delay.value, expected_on: expected.value ?? '', items: Object.fromEntries(sent.map((code) => [code, items[code].value()])) };
  }

  async function save() {
    const completed = status.value === 'completed';
    try {
      const answer = await put(`/api/requests/${request.id}/review`, body(), { etag });
      forget(typedKey(request.id));
      saved(answer, completed);
    } catch (problem) {
      if (problem.status !== 412) throw problem;
      await overtaken(values(), base, problem);
    }
  }

  return {
    node, set, values, status,
    base: () => base,
    /** Whether the form holds something that is not saved. */
    isDirty: () => differing(values(), base).length > 0,
    /** Puts back what was typed here before; tells what it started from when that is not what stands now. */
    restoreTyped() {
      const at = restore(typedKey(request.id), node);
      const from = at && JSON.parse(started.value);
      start(request.version);
      keep(typedKey(request.id), node);
      return at ? { at, base: from.base, isOld: from.version !== request.version } : null;
    },
    /** The officer's own question or a facility's answer raised the version; the review is the same. @param {any} answer */
    follow(answer) {
      const same = differing(base, flatten(codes, answer.json.review)).length === 0 && requestedCodes(policy, answer.json).join() === codes.join();
      if (!same || answer.json.updated_at !== request.updated_at) return;
      etag = answer.etag;
      base = flatten(codes, answer.json.review);
      start(answer.json.version);
    },
  };
}

