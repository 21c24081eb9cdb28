/** From when the version is to hold. */

import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el } from '/modules/dom.js';
import { clock, timeField } from '/pages/policy/time.js';

const ZONE = ':00+09:00';

export function fields({ effective_from: from }) {
  const [on, at] = from ? from.replace(ZONE, '').split('T') : [null, '00:00'];
  const when = choice({
    name: 'when', legend: '適用の開始', required: true, value: from ? 'later' : 'now',
    options: [{ value: 'now', label: 'すぐに適用する' }, { value: 'later', label: '日時を指定する' }],
  });
  const day = dateField({ name: 'effective_from', legend: '適用開始日', required: true, value: on });
  const time = timeField({ name: 'effective_time', label: '適用開始時刻', support: '24時間で、00:00のように入力してください。', value: at });
  const box = el('div', { class: 'stack', hidden: !from }, day, time);
  when.addEventListener('change', () => { box.hidden = when.value !== 'later'; });
  return {
    nodes: [when, box],
    read: () => ({ effective_from: when.value === 'later' ? `${day.value ?? ''}T${clock(time.value)}${ZONE}` : null }),
  };
}
