/** The conditions and the hours. */

import { checks } from '/modules/checks.js';
import { outlook } from '/modules/items.js';
import { designation } from '/modules/words.js';
import { clock, timeField } from '/pages/policy/time.js';

const options = (words) => Object.entries(words).map(([value, label]) => ({ value, label }));

export function fields(rules) {
  const designations = checks({ name: 'qualifying_designations', legend: '要件②を満たす登録', required: true, options: options(designation), value: rules.qualifying_designations });
  const outlooks = checks({ name: 'qualifying_outlooks', legend: '要件③を満たす備蓄見通し', required: true, options: options(outlook), value: rules.qualifying_outlooks });
  const cutoff = timeField({ name: 'cutoff', label: '締切時刻', support: '営業日のこの時刻までに届いた申請は、その日が入力期限です。13:00とすると、13時00分台の申請も含みます。', value: rules.cutoff });
  const target = timeField({ name: 'target', label: '入力期限の時刻', value: rules.target });
  return {
    nodes: [designations, outlooks, cutoff, target],
    read: () => ({ qualifying_designations: designations.value, qualifying_outlooks: outlooks.value, cutoff: clock(cutoff.value), target: clock(target.value) }),
  };
}
