/** What was saved as 入力中, until something is typed again. */

import { el } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { time } from '/modules/format.js';
import { itemName } from '/modules/items.js';

export function tellSaved(policy, before, { review }, edit) {
  const at = time(review.reviewed_at);
  const seen = Object.keys(before.review.items).filter((code) => before.review.items[code].changed_since && !review.items[code]?.changed_since);
  const band = done(
    el('p', { text: `保存しました（${at}）。都道府県確認ステータスは「入力中」です。` }),
    seen.length > 0 && el('p', { text: `${seen.map((code) => itemName(policy, code)).join('、')}は、更新後の内容を確認したものとして保存しました。` }));
  edit.node.addEventListener('input', () => {
    band.classList.replace('banner--done', 'banner--warn');
    band.textContent = `保存していない変更があります（最後の保存：${at}）。`;
  }, { once: true });
}
