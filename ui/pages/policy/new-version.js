/** A new version of all rules, from now or from a later time on. */

import { put } from '/modules/api.js';
import { checks } from '/modules/checks.js';
import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el, replace } from '/modules/dom.js';
import { areaField } from '/modules/fields.js';
import { outlook } from '/modules/items.js';
import { textField } from '/modules/text-field.js';
import { designation } from '/modules/words.js';
import { editing } from '/pages/admin/edit.js';
import { daysField } from '/pages/admin/rows.js';
import { catalogueField } from '/pages/policy/catalogue.js';
import { rules } from '/pages/policy/contents.js';
import { differenceTable } from '/pages/policy/versions.js';

const options = (words) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** １３時 → 13:00 */
function clock(text) {
  const [hours, minutes = '00'] = text.normalize('NFKC').trim().replace(/時$/, '時00').replace('時', ':').replace('分', '').split(':');
  return hours ? `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}` : '';
}

const timeField = (name, label, value, support = '24時間で、13:00のように入力してください。') =>
  textField({ name, label, support, required: true, value, normalize: clock, size: 'year' });

export function versionForm({ list, inForce, load, registered }, key, close) {
  const preview = el('div', {});
  let parts;
  const update = () => {
    parts.start.hidden = parts.when.value !== 'later';
    replace(preview, differenceTable('適用中の版から変わるところ', inForce(), parts.read()));
  };
  const node = editing({
    key, title: '新しい版の登録', submit: 'この内容で登録する', base: list().etag, close,
    lead: el('p', { text: '適用中の版の内容を入れてあります。変えるところだけを直してください。' }),
    build: () => {
      const made = ruleFields(rules(inForce(), list().items[0]));
      parts ??= made;
      return { ...made, nodes: [made.nodes, made === parts && preview] };
    },
    send: (values) => put('/api/policy', values, { etag: list().etag }),
    saved: ({ json }) => registered(json),
    stale: load,
  });
  // Also after a conflict, which ends with the button free again.
  for (const event of ['change', 'input', 'focusin']) node.addEventListener(event, update);
  update();
  return node;
}

/** @param base the rules that stand */
function ruleFields(base) {
  const when = choice({
    name: 'when', legend: '適用の開始', required: true, value: 'now',
    options: [{ value: 'now', label: 'すぐに適用する' }, { value: 'later', label: '日時を指定する' }],
  });
  const day = dateField({ name: 'effective_from', legend: '適用開始日', required: true });
  const time = timeField('effective_time', '適用開始時刻', '00:00', '24時間で、0:00のように入力してください。');
  const start = el('div', { class: 'stack' }, day, time);
  const fields = {
    qualifying_designations: checks({ name: 'qualifying_designations', legend: '要件②を満たす登録', required: true, options: options(designation), value: base.qualifying_designations }),
    qualifying_outlooks: checks({ name: 'qualifying_outlooks', legend: '要件③を満たす備蓄見通し', required: true, options: options(outlook), value: base.qualifying_outlooks }),
    cutoff: timeField('cutoff', '締切時刻', base.cutoff, '営業日のこの時刻（1分間を含む）までの申請は、その日が入力期限です。13:00のように入力してください。'),
    target: timeField('target', '入力期限の時刻', base.target),
  };
  const closed = daysField({ name: 'days.closed', legend: '国の休業日', support: '土日、祝日、12月29日から1月3日のほかに休業とする日です。', values: base.days.closed });
  const open = daysField({ name: 'days.open', legend: '国の営業日', support: '土日、祝日、12月29日から1月3日のうち、営業とする日です。', values: base.days.open });
  const catalogue = catalogueField(base.catalogue);
  const acceptance = choice({
    name: 'acceptance.open', legend: '申請の受付', required: true, value: String(base.acceptance.open),
    options: [{ value: 'true', label: '受け付ける' }, { value: 'false', label: '停止する' }],
  });
  const notice = areaField({ name: 'acceptance.notice', label: 'お知らせ', support: '停止するときは必ず入力してください。停止している間、すべての画面に表示します。', value: base.acceptance.notice });
  const read = () => ({
    effective_from: when.value === 'later' ? `${day.value ?? ''}T${clock(time.value)}:00+09:00` : null,
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    days: { closed: closed.days(), open: open.days() },
    catalogue: catalogue.items(),
    acceptance: { open: acceptance.value === 'true', notice: notice.value },
  });
  const tidy = () => {
    closed.tidy();
    open.tidy();
  };
  return { nodes: [when, start, Object.values(fields), closed, open, catalogue, acceptance, notice], read, tidy, when, start };
}
