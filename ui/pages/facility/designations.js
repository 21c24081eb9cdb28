/** Changing what a facility is registered as (要件②). */

import { el } from '/modules/dom.js';
import { change } from '/pages/facility/change.js';
import { designationsField } from '/pages/facility/designations-field.js';
import { designationsShown } from '/pages/facility/standing.js';

export async function build(context, id) {
  await change(context, id, {
    key: `designations:${id}`, title: '登録の区分の変更', below: '/designations', parts,
    lead: el('p', { text: '要件②の判定に使います。変更は、これからの申請に適用します。' }),
    standing: ({ designations }) => el('p', { class: 'prose', text: designationsShown(designations) }),
  });
}

function parts({ designations }) {
  const nodes = designationsField(designations);
  return { nodes, read: () => ({ designations: nodes.value }) };
}
