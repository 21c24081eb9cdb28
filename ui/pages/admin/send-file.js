// @ts-check
/** Sending a file's bytes as they are. `application/octet-stream`: no host on the way takes them for text of another encoding. */

import { Problem } from '/modules/api.js';
import { signInAgain } from '/modules/session.js';

const WAIT = 60000;
const OFFLINE = { code: 'network', title: '通信できませんでした', detail: '通信できませんでした。送信が済んだところまでは、サーバに残っています。通信の状態を確かめて、もう一度操作してください。' };

/** @param {string} method @param {string} path @param {Blob} [body] @returns {Promise<any>} the answer's JSON */
export async function sendFile(method, path, body) {
  for (;;) {
    const response = await fetch(path, { method, body, cache: 'no-store', signal: AbortSignal.timeout(WAIT), headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/octet-stream' }) } })
      .catch(() => { throw new Problem(0, OFFLINE); });
    const json = await response.json().catch(() => null);
    if (response.ok) return json;
    const problem = new Problem(response.status, json ?? undefined, Number(response.headers.get('Retry-After')));
    if (problem.code !== 'signed_out') throw problem;
    await signInAgain();
  }
}

/** The same for what may be done again without harm: tried several times when the network or the server is busy. @type {typeof sendFile} */
export async function sendPatiently(method, path, body) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendFile(method, path, body);
    } catch (problem) {
      const passing = problem instanceof Problem && (problem.code === 'network' || problem.status === 429 || problem.status === 502 || problem.status === 503 || problem.status === 504);
      if (!passing || attempt === 4) throw problem;
      await new Promise((resolve) => { setTimeout(resolve, Math.max(1000 * 2 ** attempt, 1000 * (problem.retryAfter || 0))); });
    }
  }
}
