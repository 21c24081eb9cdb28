// A draft that another screen saved first.
import { get } from '/modules/api.js';
import { choose } from '/pages/request-edit/conflict.js';
import { differing, flatten } from '/pages/request/part.js';

/** Gives the version that now stands, or null while a choice waits or the page is left. @param {any} draft  parts of draft.js @param {any} problem */
export async function overtaken({ path, notices, model, values, saved, leaveFreely, settle }, problem) {
  const { json, etag } = await get(path);
  const server = flatten(json, model.codes);
  // Where the server holds just this, only the answer to an earlier save was lost.
  if (differing(values, server).length === 0) return etag;
  if (json.status !== 'draft' && json.status !== 'ineligible') {
    leaveFreely();
    location.reload();
    return null;
  }
  choose(notices, model, saved, server, problem.detail, '選んだ内容で保存する', (chosen) => {
    model.set(chosen);
    return settle(server, etag);
  });
  return null;
}
