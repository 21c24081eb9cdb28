/** Changing a facility's master data. */

import { put } from '/modules/api.js';
import { editing } from '/pages/admin/edit.js';
import { masterFields } from '/pages/facility/fields.js';

export function masterForm({ path, key, close, load, changed, now }) {
  return editing({
    key, close, title: '登録内容の変更', submit: '保存', base: now().etag, stale: load,
    build: () => masterFields(now().facility),
    send: (values) => put(path, values, { etag: now().etag }),
    saved: changed,
  });
}
