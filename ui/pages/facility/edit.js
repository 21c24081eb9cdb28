/** Changing a facility's master data, by the ministry. */

import { Problem } from '/modules/api.js';
import { change } from '/pages/facility/change.js';
import { masterFields } from '/pages/facility/fields.js';
import { standing } from '/pages/facility/standing.js';

export async function build(context, id) {
  if (context.session.role !== 'ministry') throw new Problem(403, { title: 'この画面は使えません', detail: '登録内容の変更は、国の担当者が行います。登録の区分は、医療機関の画面から変更できます。' });
  await change(context, id, { key: `facility:${id}`, title: '登録内容の変更', parts: masterFields, standing });
}
