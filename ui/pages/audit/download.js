/** The audit record as a file: of a period, which may begin and end within a day, and whose and which entries. */

import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { download } from '/modules/download.js';
import { form } from '/modules/form.js';
import { select } from '/modules/select.js';
import { textField } from '/modules/text-field.js';
import { ACTIONS } from '/pages/audit/actions.js';

const ENCODINGS = [
  { value: 'shift_jis', label: '日本語（Shift-JIS）', support: 'Excelでそのまま開くときは、こちらを選んでください。' },
  { value: 'utf_8', label: 'UTF-8' },
];

/** 9時 → 09:00 */
function clock(text) {
  const plain = text.normalize('NFKC').trim().replace(/時$/, ':00').replace('時', ':').replace('分', '');
  const [hours, minutes = '00'] = plain.split(':');
  return hours ? `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}` : '';
}

/** An end of the period: a day, or a time of it. */
function bound(name, word, value) {
  const day = dateField({ name, legend: `期間（${word}）の日付`, optional: true, value });
  const time = textField({ name: `${name}-time`, label: `期間（${word}）の時刻`, optional: true, normalize: clock, size: 'year', inputmode: 'numeric', support: '1日分を分けるときだけ、13:00のように入力してください。' });
  const read = () => (time.value.trim() ? `${day.value ?? ''}T${clock(time.value)}` : day.value);
  return { nodes: [day, time], read };
}

/** @param query what was searched for, which is filled in as far as it can narrow down a file */
export function build({ main }, query) {
  const asked = (name) => query.get(name) ?? '';
  query.delete('download');
  const [from, to] = [bound('from', 'から', asked('day')), bound('to', 'まで', asked('day'))];
  const fields = {
    action: select({ name: 'action', label: '操作', optional: true, options: [['', '指定しない'], ...ACTIONS].map(([value, label]) => ({ value, label })), value: asked('action') }),
    user: textField({ name: 'user', label: 'ユーザ名', optional: true, value: asked('user') }),
    encoding: choice({ name: 'encoding', legend: '文字コード', required: true, options: ENCODINGS, value: 'shift_jis' }),
  };
  const back = `/audit.html${query.size ? `?${query}` : ''}`;
  document.title = '監査記録のダウンロード - 緊急配布要請';
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: back, text: '監査記録' }), ' > CSVでのダウンロード'),
    el('h1', { text: '監査記録をCSVでダウンロードする' }),
    form({
      submit: 'ダウンロードする',
      fields: [el('p', { text: '期間は31日以内です。入力しないときは、本日です。' }), from.nodes, to.nodes, Object.values(fields)],
      actions: el('a', { class: 'button button--sub', href: back, text: '監査記録に戻る' }),
      onSubmit: async () => {
        const values = { from: from.read(), to: to.read(), ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])) };
        const sent = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value.trim()]] : [])));
        const { replaced, name } = await download(`/api/reports/audit/csv?${sent}`);
        done(`「${name}」のダウンロードを始めました。`, replaced > 0 && el('p', { text: `Shift-JISで表せない文字が${replaced}文字あり、〓に置き換えました。元の文字が必要なときはUTF-8を選んでください。` }));
      },
    }));
}
