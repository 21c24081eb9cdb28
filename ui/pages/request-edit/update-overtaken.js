// A request under review that was updated elsewhere while its update was typed here.
import { get } from '/modules/api.js';
import { el, replace } from '/modules/dom.js';
import { choose as chooseEach } from '/pages/request-edit/conflict.js';
import { differing, flatten } from '/pages/request/part.js';

const EARLIER = 'この画面で入力した後に、この要請の内容がほかの画面で変わりました。入力した内容は残っています。';

/** @param known  as in update.js */
export function overtaking(notices, model, basedOn, known) {
  /** Lets the user choose field by field; what is chosen only goes into the fields. */
  function choose(server, words = EARLIER) {
    chooseEach(notices, model, known.base, server, words, '選んだ内容を入力欄に入れる', () => {
      known.base = server;
      basedOn.value = known.updatedAt;
      basedOn.dispatchEvent(new Event('change', { bubbles: true }));
      replace(notices, el('p', { class: 'banner', tabindex: '-1', text: 'まだ更新していません。内容を確認して「要請内容を更新する」を押してください。' }));
      notices.firstChild.focus();
    });
  }

  /** After the server refused an update for its version. */
  async function overtaken(path, problem, { update, updated }) {
    const { json, etag } = await get(path);
    const server = flatten(json, model.codes);
    known.etag = etag;
    known.updatedAt = json.updated_at;
    // The prefecture's own entries do not touch this part; then it is simply sent again.
    if (differing(known.base, server).length === 0) return update();
    if (differing(model.values(), server).length === 0) return updated();
    choose(server, problem.detail);
  }

  return { choose, overtaken };
}
