/** Calls of the JSON API. */

import { mustEnroll, signInAgain } from './session.js';

/** A refusal or fault in the server's words; further members in `extra`; `retryAfter` in seconds. */
export class Problem extends Error {
  constructor(status, json, retryAfter = 0) {
    const { code = 'fault', title = '処理できませんでした', detail, errors = [], type, status: _, ...extra } = json ?? {};
    super(detail ?? title);
    Object.assign(this, { status, code, title, errors, extra, json, retryAfter });
    this.detail = detail ?? '応答がありませんでした。入力した内容は残っています。少し待って、もう一度操作してください。';
  }
}

const OFFLINE = {
  code: 'network',
  title: '通信できませんでした',
  detail: '通信できませんでした。入力した内容は失われていません。通信の状態を確かめて、もう一度操作してください。',
};

async function fetchOnce(method, path, body, { automatic, etag, headers, type = 'application/json', wait = 20000 }) {
  const all = { Accept: 'application/json', ...(body && { 'Content-Type': type }), ...(etag && { 'If-Match': etag }), ...(automatic && { 'X-Haifu-Automatic': '1' }), ...headers };
  try {
    const response = await fetch(path, { method, body, headers: all, signal: AbortSignal.timeout(wait), cache: 'no-store' });
    return { response, blob: await response.blob() };
  } catch {
    throw new Problem(0, OFFLINE);
  }
}

const read = async ({ headers }, blob) => (headers.get('Content-Type')?.includes('json') ? JSON.parse(await blob.text()) : null);

/** Again, once signed in again. */
export async function send(method, path, body, options) {
  for (;;) {
    const { response, blob } = await fetchOnce(method, path, body, options);
    if (response.ok) return { response, blob };
    const problem = new Problem(response.status, await read(response, blob), Number(response.headers.get('Retry-After')));
    if (problem.code === 'second_factor_missing') mustEnroll();
    if (problem.code !== 'signed_out' || options.signIn === false) throw problem;
    await signInAgain(!options.automatic && !options.quiet);
  }
}

async function call(method, path, body, options = {}) {
  const { response, blob } = await send(method, path, body, options);
  const { status, headers } = response;
  return { status, json: await read(response, blob), etag: headers.get('ETag'), headers };
}

export const get = (path, options) => call('GET', path, undefined, options);
const write = (method) => (path, body, options) => call(method, path, JSON.stringify(body), options);
export const post = write('POST');
export const put = write('PUT');
export const del = write('DELETE');
