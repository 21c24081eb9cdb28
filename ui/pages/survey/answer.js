// The form of one week's answer, prefilled from the last one.
import { put } from '/modules/api.js';
import { checks } from '/modules/checks.js';
import { choice } from '/modules/choices.js';
import { el } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { dateTime } from '/modules/format.js';
import { itemName, outlook } from '/modules/items.js';
import { quantityField } from '/modules/quantity-field.js';
import { requestableItems } from '/modules/requestable.js';
import { forget, isKept, keep, leaveGuard } from '/modules/typed.js';
import { weekName } from '/modules/week.js';

const COUNTS = [['stock', '前日時点の在庫量'], ['weekly_consumption', '今後1週間の想定消費量'], ['planned_purchase', '購入予定量']];

export async function answerForm({ policy }, surveys, week, answered) {
  const own = surveys.items.find((one) => one.week === week);
  const before = own ?? surveys.items.find((one) => one.week < week);
  const codes = requestableItems(policy).map((item) => item.code);
  const known = codes.filter((code) => before?.items[code]);
  const key = `survey:${week}`;

  const items = checks({
    name: 'items',
    legend: '回答する物資',
    required: true,
    options: codes.map((code) => ({ value: code, label: itemName(policy, code) })),
    value: known.length > 0 ? known : codes,
  });
  const parts = codes.map((code) => itemPart(policy, code, before?.items[code] ?? {}));
  const showTicked = () => parts.forEach(({ node }, at) => { node.hidden = !items.value.includes(codes[at]); });
  items.addEventListener('change', showTicked);
  showTicked();

  const read = () => Object.fromEntries(codes.flatMap((code, at) => (items.value.includes(code) ? [[code, parts[at].read()]] : [])));
  let saved = JSON.stringify(read());
  const answer = form({
    submit: own ? '回答を直して送信する' : '回答する',
    fields: [items, ...parts.map(({ node }) => node)],
    onSubmit: async () => {
      await put(`/api/surveys/${week}`, { items: read() });
      saved = JSON.stringify(read());
      forget(key);
      await answered(`${weekName(week)}の週次調査に回答しました。`);
    },
  });
  const kept = isKept(key) && await import('/modules/restore.js');
  if (kept) kept.restore(key, answer);
  showTicked();
  const restored = kept && JSON.stringify(read()) !== saved;
  keep(key, answer);
  leaveGuard(() => answer.isConnected && JSON.stringify(read()) !== saved);
  return el('div', { class: 'stack' }, origin(own, before), restored && kept.note('送信していなかった'), answer);
}

function origin(own, before) {
  if (own) return el('p', { text: `${dateTime(own.answered_at)}に${own.answered_by}が回答しました。同じ週にもう一度送信すると、新しい回答に置き換わります。` });
  if (before) return el('p', { text: `前回（${weekName(before.week)}）の回答を入力してあります。今回の数に直してから送信してください。` });
  return el('p', { text: 'これまでの回答はありません。取り扱いのない物資は、チェックを外してください。' });
}

function itemPart(policy, code, values) {
  const heading = `item-${code}`;
  const path = (field) => `items.${code}.${field}`;
  const counts = COUNTS.map(([field, label]) => quantityField({ name: path(field), label, required: true, value: values[field] ?? null }));
  const lasting = choice({
    name: path('outlook'),
    legend: '備蓄見通し',
    required: true,
    support: '1週間を超え1か月に満たないときは「2～3週間」を選んでください。',
    options: Object.entries(outlook).map(([value, label]) => ({ value, label })),
    value: values.outlook ?? null,
  });
  return {
    node: el('section', { class: 'card stack', 'aria-labelledby': heading },
      el('h3', { id: heading, text: itemName(policy, code) }), counts, lasting),
    read: () => ({ ...Object.fromEntries(COUNTS.map(([field], at) => [field, counts[at].value])), outlook: lasting.value }),
  };
}
