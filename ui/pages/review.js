/** The prefecture's part of a request under review, beside what the facility says. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { dateTime, time } from '/modules/format.js';
import { page } from '/modules/frame.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { lastList } from '/pages/requests/back.js';
import { reviewForm } from '/pages/review/form.js';

const path = `/api/requests/${encodeURIComponent(new URLSearchParams(location.search).get('id') ?? '')}`;

page({ title: '都道府県の記入', current: '/requests.html', roles: ['prefecture'], build: async (context) => show(context, await get(path)) });

/** @param [meanwhile] what was typed when somebody else was faster */
async function show(context, loaded, meanwhile) {
  const { policy, main } = context;
  const request = loaded.json;
  const key = `review:${request.id}`;
  const detail = `/request.html?id=${request.id}`;
  const open = request.status === 'under_review';
  const kept = isKept(key);
  if (!open && !kept && !meanwhile) return location.replace(detail);

  const edit = await reviewForm(policy, loaded, saved, async (problem, typed) => show(context, await get(path), { problem, edit: typed }));
  if (kept || meanwhile || request.review.delay_reason || request.review.expected_on) await edit.openDelay();
  // All seldom, and only then loaded.
  const warned = open && request.warnings?.length > 0 && (await import('/pages/request/officer/warnings.js')).warnings(request);
  const before = kept && (await import('/pages/review/restored.js')).putBack(key, edit, () => show(context, loaded));
  const others = (!open || meanwhile || before.isOld) && (await import('/pages/review/overtaken.js')).overtaken(policy, request, edit, before, meanwhile);
  keep(key, edit.node);
  const leave = leaveGuard(() => open && edit.isDirty());

  document.title = `都道府県の記入 ${request.number} - 緊急配布要請`;
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくずリスト' },
      el('a', { href: lastList(), text: '緊急配布要請一覧' }), ' > ', el('a', { href: detail, text: request.number }), ' > ',
      el('span', { 'aria-current': 'page', text: '都道府県の記入' })),
    others || before.notice,
    el('h1', {}, '都道府県の記入 ', el('span', { class: 'whole', text: request.number })),
    el('p', { text: `要請者：${request.facility.name}` }),
    open && el('p', {},
      `対応ステータス：確認中${request.awaiting_answer ? '（照会中）' : ''}　入力期限（目安）：${dateTime(request.due_at)}　`,
      request.overdue && el('span', { class: 'overdue', text: '入力期限超過' })),
    warned,
    open ? edit.node : el('a', { class: 'button', href: detail, text: '詳細に戻る' }));
  // What somebody else saved meanwhile is told first.
  others?.focus?.();

  async function saved(answer, completed) {
    forget(key);
    leave();
    if (completed) {
      sessionStorage.setItem(`done:${request.id}`, 'completed');
      location.replace(detail);
      // Nothing is sent again on the way there.
      return new Promise(() => {});
    }
    await show(context, answer);
    return (await import('/modules/done.js')).done(`保存しました（${time(answer.json.review.reviewed_at)}）。都道府県確認ステータスは「入力中」です。`);
  }
}
