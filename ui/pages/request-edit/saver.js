// The draft on the server: one save at a time, on request or by itself.
import { get, put } from '/modules/api.js';
import { byId } from '/modules/dom.js';
import { signInAgain } from '/modules/session.js';
import { differing, flatten, nest } from '/pages/request/part.js';

/**
 * @param {string} path  of the request
 * @param {{values: () => any, codes: string[]}} model
 * @param {HTMLInputElement} basedOn  holds the version that what is typed is based on
 * @param {() => void} onSaved
 * @param {(now: any, problem: any, saved: any) => void} onConflict  the server holds other values than were `saved` last
 */
export function draftSaver(path, model, basedOn, onSaved, onConflict) {
  let saved = model.values();
  let running = null;
  let held = false;

  async function write(body, signIn) {
    try {
      return await put(path, body, { etag: basedOn.value, signIn });
    } catch (problem) {
      if (signIn || problem.code !== 'signed_out') throw problem;
      await signInAgain(false);
      return write(body, true);
    }
  }

  async function send(quiet) {
    const values = model.values();
    const answer = await write(nest(values), !quiet).catch(async (problem) => {
      if (problem.status !== 412) throw problem;
      const now = await get(path);
      // Where the server holds just this, only the answer to an earlier save was lost.
      held = differing(values, flatten(now.json, model.codes)).length > 0;
      if (held) onConflict(now, problem, saved);
      return now;
    });
    if (held) return false;
    saved = values;
    basedOn.value = answer.etag;
    onSaved();
    return true;
  }

  return {
    dirty: () => differing(model.values(), saved).length > 0,
    /** The conflict is settled: these values stand on the server. */
    settle(values, etag) {
      [saved, held] = [values, false];
      basedOn.value = etag;
    },
    /**
     * Saves what is new. Throws the Problem; gives false while a conflict waits for a choice.
     * @param {boolean} [quiet]  by itself: the focus stays where the user types, even when the session has ended
     */
    async save(quiet = false) {
      if (!quiet) byId('again')?.focus();
      while (running) await running.catch(() => {});
      if (held) return false;
      if (!this.dirty()) return true;
      running = send(quiet).finally(() => { running = null; });
      return running;
    },
  };
}
