// The facility's home: what is asked of it first, then a new request with its cut-off, then its requests.
import { get } from '/modules/api.js';
import { shortDateTime } from '/modules/days.js';
import { el, replace } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { itemName } from '/modules/items.js';
import { statusMark } from '/modules/status.js';
import { table } from '/modules/table.js';

const RECENT = 10;

export async function build({ main, policy, session }) {
  const [summary, open, all, surveys] = (await Promise.all([
    get('/api/summary'),
    get('/api/requests?view=open'),
    get(`/api/requests?view=all&limit=${RECENT}`),
    get('/api/surveys'),
  ])).map((answer) => answer.json);
  const asked = open.items.filter((row) => row.awaiting_answer);
  const finished = all.items.filter((row) => row.status === 'accepted' || row.status === 'withdrawn');
  replace(main,
    el('h1', { text: 'ホーム' }),
    el('p', { text: session.name }),
    asked.length > 0 && questionBand(asked),
    surveyBand(surveys),
    newRequest(policy, summary),
    el('h2', { text: '要請の状況' }),
    requestTable(policy, '進行中の要請', open.items, '進行中の要請はありません。'),
    open.next_cursor && el('p', {}, el('a', { href: '/requests.html', text: 'すべての進行中の要請を見る' })),
    requestTable(policy, '終わった要請（最近のもの）', finished, '終わった要請はありません。'),
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
  const [cutoff, target] = [hour(policy.cutoff), hour(policy.target)];
  return el('section', { class: 'card stack', 'aria-labelledby': 'new-title' },
    el('h2', { id: 'new-title', text: '新しい要請' }),
    dueNow(policy, summary.due_if_submitted_now),
    el('p', { text: `営業日の${cutoff}までに申請すると、その日の${target}が都道府県の入力期限（目安）です。${cutoff}を過ぎたときと休日のときは、次の営業日の${target}になります。` }),
    el('p', {}, el('a', { class: 'button button--main', href: '/request-edit.html', text: '新しい要請を作る' })));
}

function dueNow(policy, due) {
  if (!policy.acceptance.open) return el('p', { text: '受付停止中のため、いまは申請できません。下書きは作れます。' });
  if (!due) return el('p', { class: 'banner banner--warn', text: '入力期限（目安）を計算できないため、いまは申請できません。下書きは保存できます。事務局へお問い合わせください。' });
  return el('p', {}, el('strong', { text: `いま申請すると、都道府県の入力期限（目安）は${dateTime(due)}です。` }), '物資が届く日ではありません。');
}

/** 13:00 → 13時 */
function hour(clock) {
  const [hours, minutes] = clock.split(':');
  return `${Number(hours)}時${minutes === '00' ? '' : `${minutes}分`}`;
}

function requestTable(policy, caption, rows, empty) {
  return table({
    caption,
    empty,
    rows,
    columns: [
      { label: '要請番号', heading: true, cell: (row) => el('a', { href: `/request.html?id=${row.id}`, text: row.number ?? '申請前の要請' }) },
      { label: 'ステータス', cell: (row) => statusMark(row.status, row.outcome) },
      { label: '物資', cell: (row) => row.requested_items.map((code) => itemName(policy, code)).join('、') || '未選択' },
      { label: '要請（更新）日時', cell: (row) => shortDateTime(row.updated_at) || '－' },
      { label: '入力期限（目安）', cell: dueOf },
      { label: '次にすること', cell: next },
    ],
  });
}

function dueOf(row) {
  if (row.status !== 'under_review' || !row.due_at) return '－';
  return row.overdue ? `${shortDateTime(row.due_at)}（入力期限超過）` : shortDateTime(row.due_at);
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
