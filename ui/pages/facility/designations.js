/** Changing what a facility is registered as (要件②). */

import { put } from '/modules/api.js';
import { el } from '/modules/dom.js';
import { editing } from '/pages/admin/edit.js';
import { designationsField } from '/pages/facility/fields.js';

export function designationForm({ path, key, close, load, changed, now }) {
  return editing({
    key, close, title: '登録の区分の変更', submit: '保存', base: now().etag, stale: load,
    lead: el('p', { text: '要件②の判定に使います。変更は、これからの申請に適用します。' }),
    build: () => {
      const nodes = designationsField(now().facility.designations);
      return { nodes, read: () => ({ designations: nodes.value }) };
    },
    send: (values) => put(`${path}/designations`, values, { etag: now().etag }),
    saved: changed,
  });
}
