/** CSVダウンロード: a report, a period, an encoding, a file. */

import { get, Problem } from '/modules/api.js';
import { choice } from '/modules/choices.js';
import { dateField } from '/modules/date-field.js';
import { el, replace } from '/modules/dom.js';
import { done } from '/modules/done.js';
import { download } from '/modules/download.js';
import { form } from '/modules/form.js';
import { page } from '/modules/frame.js';
import { textField } from '/modules/text-field.js';

page({ title: 'CSVダウンロード', current: '/export.html', roles: ['prefecture', 'ministry'], build });

async function build({ main }) {
  const asked = new URLSearchParams(location.search);
  const typed = asked.get('q') ?? '';
  const { json: { items: reports } } = await get(`/api/reports?${new URLSearchParams({ q: typed })}`);

  const q = textField({ name: 'q', label: 'レポートを探す', support: '例：緊急配布、病院、国から直送', value: typed });
  const search = form({
    submit: '探す',
    fields: q,
    onSubmit: () => location.assign(q.value.trim() ? `/export.html?${new URLSearchParams({ q: q.value.trim() })}` : '/export.html'),
  });
  search.setAttribute('role', 'search');
  // The page's own act is エクスポート.
  search.querySelector('button').className = 'button button--sub';

  replace(main, el('h1', { text: 'CSVダウンロード' }), search,
    reports.length > 0 ? exportForm(reports, asked.get('report')) : el('p', {}, `「${typed}」を含むレポートはありません。`, el('a', { href: '/export.html', text: 'すべてのレポートを表示する' })));
}

function exportForm(reports, chosen) {
  const known = reports.some(({ report }) => report === chosen) ? chosen : reports.length === 1 ? reports[0].report : null;
  const report = choice({ name: 'report', legend: 'レポート', required: true, options: reports.map(({ report: value, title: label }) => ({ value, label })), value: known });
  const from = dateField({ name: 'from', legend: '期間（から）', optional: true });
  const to = dateField({ name: 'to', legend: '期間（まで）', optional: true });
  const period = el('div', { class: 'stack' }, from, to);
  const fixed = el('p', { text: '期間は前日・当日です。' });
  const about = el('p', { text: '期間を入力しないときは、すべての期間です。' });
  const encoding = choice({
    name: 'encoding',
    legend: '文字コード',
    required: true,
    options: [{ value: 'shift_jis', label: '日本語（Shift-JIS）', support: 'Excelでそのまま開くときは、こちらを選んでください。' }, { value: 'utf_8', label: 'UTF-8' }],
    value: 'shift_jis',
  });
  const find = () => reports.find((each) => each.report === report.value);
  const show = () => {
    const dated = find()?.period !== false;
    period.hidden = !dated;
    about.hidden = !dated;
    fixed.hidden = dated;
    about.textContent = find()?.report === 'national_direct' ? '期間は、受付完了になった日です。入力しないときは、すべての期間です。'
      : find()?.report === 'audit' ? '期間は31日以内です。入力しないときは、本日です。' : '期間は、要請（更新）日です。入力しないときは、すべての期間です。';
  };
  report.addEventListener('input', show);
  show();

  const node = form({
    submit: 'エクスポート',
    fields: [
      report, fixed, about, period,
      el('p', { text: 'エクスポートビュー：詳細のみ（要請された物資ごとに1行）' }),
      el('p', { text: '形式：カンマ区切り形式（.csv）' }),
      encoding,
      el('details', {}, el('summary', { class: 'button button--small', text: '▶ 先頭の0が消えるときは' }),
        el('p', { text: '先頭の0を残すには、Excelの［データ］→［テキストまたはCSVから］で開き、列を文字列にしてください。' })),
    ],
    onSubmit: async () => {
      if (!report.value) {
        const message = 'レポートを選択してください。';
        throw new Problem(422, { code: 'invalid', title: '入力内容に誤りがあります', errors: [{ field: 'report', code: 'required', message }] });
      }
      const query = new URLSearchParams({ encoding: encoding.value });
      if (find().period) for (const field of [from, to]) if (field.value) query.set(field.name, field.value);
      const { replaced, name } = await download(`/api/reports/${report.value}/csv?${query}`);
      done(`「${name}」のダウンロードを始めました。`, ...(replaced > 0
        ? [el('p', { text: `Shift-JISで表せない文字が${replaced}文字あり、〓に置き換えました。元の文字が必要なときはUTF-8を選んでください。` })] : []));
    },
  });
  return node;
}
