/** The draft of a new version in full, and its registration. */

import { put } from '/modules/api.js';
import { el, replace, say } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { tellAt } from '/modules/told.js';
import { asking } from '/pages/admin/act.js';
import { draftOn } from '/pages/policy/draft.js';
import { refused, tellFaults } from '/pages/policy/faults.js';
import { cautions, crumbs, HOME } from '/pages/policy/home.js';
import { PARTS } from '/pages/policy/parts.js';
import { section } from '/pages/policy/section.js';
import { discard, dropItem, revert } from '/pages/policy/undo.js';
import { stateWord } from '/pages/policy/version-words.js';
import { loadVersions } from '/pages/policy/versions.js';

export async function build({ main }) {
  let versions = await loadVersions();
  const undone = (name, words) => {
    draw();
    say(words);
    main.querySelector(`#${name}`).focus();
  };
  const undoing = {
    part: (name) => {
      revert(versions, name);
      undone(name, `${PARTS[name].title}を元に戻しました。`);
    },
    item: (item) => {
      dropItem(versions, item);
      undone('supplies', '追加した物資を下書きから消しました。');
    },
  };

  draw();

  function draw() {
    const draft = draftOn(versions);
    replace(main,
      crumbs('新しい版の登録'),
      el('h1', { text: '新しい版の登録' }),
      el('p', { text: `適用中の第${versions.inForce.version}版の内容をもとに作ります。変える項目を下書きに保存し、最後に登録してください。登録するまで、受付も制度も変わりません。` }),
      draft.overtaken && el('p', { class: 'banner banner--warn', text: `下書きを作り始めた後に、第${versions.newest.version}版が登録されました。変更していない項目は、最新の内容に入れ替えました。変更した項目は、下書きのままです。見比べてから登録してください。` }),
      Object.keys(PARTS).map((name) => section(name, draft, undoing)),
      el('h2', { text: '登録' }), registration(draft));
    if (draft.errors.length > 0) tellFaults(draft.errors);
  }

  function registration({ whole, changed }) {
    if (changed.length === 0) return el('p', { text: 'まだ、変更した項目はありません。' });
    return [
      el('p', { text: `下書きで変更した項目：${changed.map((name) => PARTS[name].title).join('、')}。登録した版は変更できません。` }),
      form({ submit: 'この内容で登録する', onSubmit: () => register(whole) }),
      asking({
        text: '下書きを捨てる', question: '下書きを捨てますか', detail: '変更した項目は、すべて元に戻ります。', yes: '捨てる',
        run: () => {
          discard();
          return tellAt(HOME, '新しい版の下書きを捨てました。');
        },
      }),
    ];
  }

  async function register(whole) {
    try {
      const { json } = await put('/api/policy', whole, { etag: versions.etag });
      discard();
      await tellAt(HOME, `第${json.version}版を登録しました（${stateWord(json)}）。`, cautions(json));
    } catch (problem) {
      if (problem.code === 'invalid') {
        refused(problem.errors);
        return draw();
      }
      if (problem.status === 412) {
        versions = await loadVersions();
        draw();
      }
      throw problem;
    }
  }
}
