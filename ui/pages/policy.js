/** 受付・制度: whether requests are taken, and the versions of the rules. */

import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { page } from '/modules/frame.js';
import { opener, tellDone } from '/pages/admin/act.js';
import { showVersion, stateWord, versionTable } from '/pages/policy/versions.js';

/** Where what has just been done waits for the page to come anew. */
const TOLD = 'haifu-policy-told';
const KEYS = { acceptance: 'policy:acceptance', version: 'policy:version' };

page({ title: '受付・制度', current: '/policy.html', roles: ['ministry'], build });

async function build({ main }) {
  let list = { items: [], etag: null };
  const now = el('div', { class: 'stack' });
  const versions = el('div', { class: 'stack' });
  const detail = el('div', { class: 'stack' });
  const inForce = () => list.items.find(({ state }) => state === 'in_force');
  const scheduled = () => list.items.filter(({ state }) => state === 'scheduled');

  async function load() {
    const { json, etag } = await get('/api/policy/versions');
    list = { items: json.items, etag };
    replace(now, current(inForce(), scheduled()));
    replace(versions, versionTable(list.items, (version) => showVersion(detail, version, inForce(), registered)));
    return etag;
  }

  /**
   * The whole page anew: the frame shows on every page whether requests are taken. What is to be told goes with it.
 */
  const registered = (version, message = `第${version.version}版を登録しました（${stateWord(version.state)}）。`) => {
    sessionStorage.setItem(TOLD, JSON.stringify([message, ...(version.warnings ?? [])]));
    location.assign('/policy.html');
  };
  const context = { list: () => list, inForce, scheduled, load, registered };
  await load();

  const open = inForce().acceptance.open;
  const short = (kind, text) => opener(text, async (close) =>
    (await import('/pages/policy/acceptance.js')).acceptanceForm(context, kind, `${KEYS.acceptance}:${kind}`, close), { key: `${KEYS.acceptance}:${kind}`, main: kind !== 'notice' });
  replace(main,
    el('h1', { text: '受付・制度' }),
    el('h2', { text: '申請の受付' }), now,
    open ? short('stop', '受付を停止する') : [short('resume', '受付を再開する'), short('notice', 'お知らせを変更する')],
    el('h2', { text: '要件・締切・物資' }),
    el('p', { text: '要件、締切時刻、入力期限の時刻、国の休業日・営業日、物資は、版として登録します。登録した版は変更できません。直すときは新しい版を登録します。' }),
    opener('新しい版を登録する', async (close) => (await import('/pages/policy/new-version.js')).versionForm(context, KEYS.version, close), { key: KEYS.version }),
    el('h2', { text: '版の一覧' }), versions, detail);
  await afterwards();
}

function current({ acceptance }, later) {
  const change = later.filter((each) => each.acceptance.open !== acceptance.open);
  return [
    el('p', {}, el('strong', { text: acceptance.open ? '受付中です。' : '受付を停止しています。' }), acceptance.open ? '医療機関は申請できます。' : '医療機関は下書きを保存できますが、申請できません。確認中の要請の処理は続きます。'),
    acceptance.notice && el('p', { class: 'prose', text: `お知らせ：${acceptance.notice}` }),
    change.length > 0 && el('p', { class: 'banner banner--info', text: `予定の第${change.map(({ version }) => version).join('・')}版の適用開始日時に、受付の状態が変わります。` }),
  ];
}

/** What has just been done, once; with what the ministry should know about it. */
async function afterwards() {
  const told = sessionStorage.getItem(TOLD);
  if (!told) return;
  sessionStorage.removeItem(TOLD);
  const [message, ...warnings] = JSON.parse(told);
  await tellDone(el('p', { text: message }), warnings.map((text) => el('p', {}, el('strong', { text: `注意：${text}` }))));
}
