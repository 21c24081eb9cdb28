// The facility's home: what is asked of it first, then a new request with its cut-off, then its requests.
import { get } from '/modules/api.js';
import { shortDateTime } from '/modules/days.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { cutoff, target } from '/modules/hours.js';
import { itemName } from '/modules/items.js';
import { statusMark } from '/modules/status.js';
import { table } from '/modules/table.js';

const RECENT = 10;
const DUE = '都道府県が確認を終える目安';

export async function build({ main, policy, session }) {
  const [summary, open, all, surveys] = (await Promise.all([
    get('/api/summary'),
    get('/api/requests?view=open'),
    get(`/api/requests?view=all&limit=${RECENT}`),
    get('/api/surveys'),
  ])).map((answer) => answer.json);
  const asked = open.items.filter((row) => row.awaiting_answer);
  const finished = all.items.filter((row) => row.status === 'accepted' || row.status === 'withdrawn');
  const columns = columnsOf(policy);
  replace(main,
    el('h1', { text: 'ホーム' }),
    el('p', { text: session.name }),
    asked.length > 0 && questionBand(asked),
    surveyBand(surveys),
    newRequest(policy, summary),
    el('h2', { text: '要請の状況' }),
    el('p', { text: `「${DUE}」は、物資が届く日ではありません。` }),
    table({ caption: '進行中の要請', empty: '進行中の要請はありません。', rows: open.items, columns }),
    open.next_cursor && el('p', {}, el('a', { href: '/requests.html', text: 'すべての進行中の要請を見る' })),
    table({ caption: '終わった要請（最近のもの）', empty: '終わった要請はありません。', rows: finished, columns: columns.filter(({ label }) => label !== DUE) }),
    el('p', {}, el('a', { href: '/requests.html?view=all', text: 'すべての要請を見る' })));
}

function questionBand(asked) {
  return el('section', { class: 'banner banner--warn', 'aria-labelledby': 'asked-title' },
    el('h2', { id: 'asked-title', text: `照会が${asked.length}件届いています。回答してください。` }),
    el('ul', {}, asked.map((row) => el('li', {},
      el('a', { href: `/request.html?id=${row.id}#questions`, text: `${row.number}の照会に回答する` })))));
}

function surveyBand({ current_week: week, items }) {
  const answer = items.find((one) => one.week === week);
  if (answer) {
    return el('p', {}, `今週の週次調査は回答済みです（${dateTime(answer.answered_at)}）。`,
      el('a', { href: '/survey.html', text: '回答を見る・直す' }));
  }
  return el('section', { class: 'banner banner--info', 'aria-labelledby': 'survey-title' },
    el('h2', { id: 'survey-title', text: '今週の週次調査に、まだ回答していません' }),
    el('p', {}, el('a', { href: '/survey.html', text: '週次調査に回答する' })));
}

function newRequest(policy, summary) {
  return el('section', { class: 'card stack', 'aria-labelledby': 'new-title' },
    el('h2', { id: 'new-title', text: '新しい要請' }),
    dueNow(policy, summary.due_if_submitted_now),
    el('p', { text: `営業日の${cutoff(policy)}までに申請すると、都道府県が確認を終える目安は、その日の${target(policy)}です。${cutoff(policy)}を過ぎたときと休日のときは、次の営業日の${target(policy)}になります。` }),
    el('p', {}, el('a', { class: 'button button--main', href: '/request-edit.html', text: '新しい要請を作る' })));
}

function dueNow(policy, due) {
  if (!policy.acceptance.open) return el('p', { text: '受付停止中のため、いまは申請できません。下書きは作れます。' });
  if (!due) return el('p', { class: 'banner banner--warn', text: '都道府県が確認を終える目安を計算できないため、いまは申請できません。下書きは保存できます。事務局へお問い合わせください。' });
  return el('p', {}, el('strong', { text: `いま申請すると、都道府県が確認を終える目安は${dateTime(due)}です。` }), '物資が届く日ではありません。');
}

const nowrap = (text) => el('span', { class: 'nowrap', text });

const columnsOf = (policy) => [
  { label: '要請番号', heading: true, cell: (row) => el('a', { class: 'nowrap', href: `/request.html?id=${row.id}`, text: row.number ?? '申請前の要請' }) },
  { label: 'ステータス', cell: (row) => statusMark(row.status, row.outcome) },
  { label: '物資', cell: (row) => row.requested_items.map((code) => itemName(policy, code)).join('、') || '未選択' },
  { label: '要請（更新）日時', cell: (row) => nowrap(shortDateTime(row.updated_at) || '－') },
  { label: DUE, cell: dueOf },
  { label: '次にすること', cell: next },
];

function dueOf(row) {
  if (row.status !== 'under_review' || !row.due_at) return '－';
  return [nowrap(shortDateTime(row.due_at)), row.overdue && el('div', { text: '目安を過ぎています' })];
}

function next(row) {
  const link = (page, text) => el('a', { href: `/${page}.html?id=${row.id}`, text });
  if (row.awaiting_answer) return el('a', { href: `/request.html?id=${row.id}#questions`, text: '照会に回答する' });
  switch (row.status) {
    case 'draft': return link('request-edit', '入力を続ける');
    case 'ineligible': return link('request-edit', '直して申請する');
    case 'under_review': return '都道府県が確認しています';
    case 'accepted': return link('request', '結果を見る');
    default: return '－';
  }
}
