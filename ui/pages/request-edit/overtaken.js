// A draft that another screen saved first.
import { get } from '/modules/api.js';
import { replace } from '/modules/dom.js';
import { choose } from '/pages/request-edit/conflict.js';
import { differing, flatten } from '/pages/request/part.js';

/** Gives the version that now stands, or null while a choice waits or the page is left. @param draft  parts of draft.js */
export async function overtaken({ path, notices, page, state, model, values, known, basedOn, leaveFreely, save, onSaved }, problem) {
  const { json, etag } = await get(path);
  const server = flatten(json, model.codes);
  // Where the server holds just this, only the answer to an earlier save was lost.
  if (differing(values, server).length === 0) return etag;
  if (json.status !== 'draft' && json.status !== 'ineligible') {
    leaveFreely();
    location.reload();
    return null;
  }
  state.textContent = 'まだ保存していません。「先に保存された内容があります」で、残すほうを選んでください。';
  choose(notices, model, known.saved, server, problem.detail, '選んだ内容で保存する', async () => {
    Object.assign(known, { saved: server, held: false });
    basedOn.value = etag;
    if (!await save()) return;
    replace(notices);
    onSaved();
    page.querySelector('.button--main').focus();
  });
  return null;
}
