/** The prefecture's part as a form on the page: what was typed before, what others saved meanwhile, and what a save comes to. */

import { get } from '/modules/api.js';
import { shortDateTime } from '/modules/days.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { time } from '/modules/format.js';
import { outcome } from '/modules/status.js';
import { forget } from '/modules/typed.js';
import { decided } from '/pages/request/officer/decided.js';
import { editor, typedKey } from '/pages/request/officer/editor.js';
import { guard } from '/pages/request/officer/guard.js';
import { differing, flatten, requestedCodes } from '/pages/request/officer/labels.js';
import { forPrint } from '/pages/requests/print.js';

/**
 * @param {any} policy @param {{json: any, etag: string|null}} loaded @param {any} typed
 * @param {(answer: any, typed?: any) => Promise<void>} again draws the page anew
 */
export async function editing(policy, loaded, typed, again) {
  const request = loaded.json;
  const edit = editor(policy, loaded, {
    saved: async (answer, completed) => {
      await again(answer, { edit: !completed });
      done(told(answer.json, completed));
    },
    overtaken: async (mine, base, problem) => again(await get(`/api/requests/${request.id}`), { edit: true, mine, base, problem, status: edit.status.value }),
  });
  const server = flatten(requestedCodes(policy, request), request.review);
  const top = el('div', { class: 'stack' });
  const kept = edit.restoreTyped();
  let overtaken = null;
  if (typed.mine) {
    overtaken = typed;
    for (const path of differing(typed.mine, server)) edit.set(path, typed.mine[path]);
    edit.status.value = typed.status;
  } else if (kept?.isOld) {
    const detail = `${shortDateTime(kept.at)}までにこの画面で入力した内容を戻しました。その後に、要請が更新または保存されています。`;
    overtaken = { mine: edit.values(), base: kept.base, problem: { title: '入力の後に保存された内容があります', detail } };
  }
  if (overtaken) replace(top, (await import('/pages/request/officer/conflict.js')).conflictSection(policy, { ...overtaken, server, set: edit.set }));
  else if (kept && edit.isDirty()) replace(top, restoredBand(kept.at));
  guard(() => edit.node.isConnected && edit.isDirty());

  /** @param {string} at */
  function restoredBand(at) {
    const drop = () => {
      forget(typedKey(request.id));
      again(loaded, { edit: true });
    };
    return el('div', { class: 'banner banner--info' },
      el('p', { text: `${shortDateTime(at)}までにこの画面で入力し、まだ保存していない内容を戻しました。` }),
      el('button', { type: 'button', class: 'button button--sub', text: '戻した内容を捨てる', on: { click: drop } }));
  }

  const node = el('div', {}, el('div', { class: 'no-print' }, edit.node), forPrint(decided(policy, request)));
  return { node, top, follow: edit.follow };
}

/** @param {any} request @param {boolean} completed */
function told(request, completed) {
  const now = time(request.review.reviewed_at);
  return completed
    ? `「完了」で保存しました（${now}）。対応ステータスは「受付完了（${outcome[request.outcome]}）」です。医療機関へ結果をメールで知らせます。`
    : `保存しました（${now}）。都道府県確認ステータスは「入力中」です。`;
}
