/** The facility changed an item after it was decided on: where to see what, and the word that it was looked at. */

import { check } from '/modules/choices.js';
import { el } from '/modules/dom.js';
import { changedMark } from '/pages/request/officer/changed-mark.js';

export function changed(request, code) {
  // What is typed here is not left.
  const history = el('a', { href: `/history.html?id=${request.id}`, target: '_blank', text: '変わった項目を履歴で見る（新しいタブで開きます）' });
  const mark = changedMark(request.review.items[code], history);
  mark.append(check({
    name: `items.${code}.changed_since`, label: '更新後の内容を確認しました', value: false,
    support: '入力を直さないときは、チェックを付けて保存してください。この物資の入力を直して保存したときは、チェックがなくても、更新後の内容を確認したものとして扱います。',
  }));
  return mark;
}
