/** What was typed into the prefecture's part of a request that has been decided or withdrawn meanwhile: to be read and copied, not saved. */

import { el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { forget } from '/modules/typed.js';
import { conflictSection } from '/pages/request/officer/conflict.js';
import { editor, typedKey } from '/pages/request/officer/editor.js';
import { flatten, requestedCodes } from '/pages/request/officer/labels.js';

/** @param {any} policy @param {any} request @param {any} [problem] who was faster @returns {HTMLElement|null} */
export function leftOver(policy, request, problem) {
  const edit = editor(policy, { json: request, etag: null }, { saved: () => {}, overtaken: async () => {} });
  const typed = edit.restoreTyped();
  if (!typed) return null;
  const faster = problem?.extra?.saved_by ? `${problem.extra.saved_by}が${dateTime(problem.extra.saved_at)}に保存しました。` : '';
  const section = conflictSection(policy, {
    mine: edit.values(),
    base: typed.base,
    server: flatten(requestedCodes(policy, request), request.review),
    problem: { title: '保存されていない入力があります', detail: `${faster}${dateTime(typed.at)}までにこの画面で入力した内容を表示しています。この要請は「確認中」でなくなったため、保存できません。必要な内容は写してから、捨ててください。` },
  });
  section.append(el('button', { type: 'button', class: 'button button--sub', text: '入力した内容を捨てる', on: { click: () => {
    forget(typedKey(request.id));
    section.remove();
  } } }));
  return section;
}
