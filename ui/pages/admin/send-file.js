/** Sending a file's bytes as they are. `application/octet-stream`: no host on the way takes them for text of another encoding. */

import { Problem, send } from '/modules/api.js';

const OPTIONS = { type: 'application/octet-stream', wait: 60000 };
const TRIES = 4;
/** What passes by itself. */
const PASSING = [0, 429, 502, 503, 504];

/** @returns the answer's JSON */
export async function sendFile(method, path, body) {
  const { blob } = await send(method, path, body, OPTIONS);
  return JSON.parse(await blob.text());
}

/** The same for what may be done again without harm: tried several times when the network or the server is busy. */
export async function sendPatiently(method, path, body) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendFile(method, path, body);
    } catch (problem) {
      if (!(problem instanceof Problem) || !PASSING.includes(problem.status) || tries === TRIES) throw problem;
      const wait = 1000 * Math.max(2 ** tries, problem.retryAfter || 0);
      await new Promise((resolve) => { setTimeout(resolve, wait); });
    }
  }
}
