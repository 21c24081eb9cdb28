// @ts-check
/** Calls of the JSON API on the same origin. */

import { mustEnroll, signInAgain } from './session.js';

/** A refusal or fault, with the server's own words; other members of the body in `extra`; `retryAfter` in seconds. */
export class Problem extends Error {
  constructor(status, json, retryAfter = 0) {
    const { code = 'fault', title = '処理できませんでした', detail, errors = [], type, status: _, ...extra } = json ?? {};
    super(detail ?? title);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail ?? '応答がありませんでした。入力した内容は失われていません。少し待ってから、もう一度操作してください。';
    this.errors = errors;
    this.extra = extra;
    this.json = json;
    this.retryAfter = retryAfter;
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

async function send(method, path, body, options) {
  for (;;) {
    const { response, blob } = await fetchOnce(method, path, body, options);
    if (response.ok) return { response, blob };
    const problem = new Problem(response.status, await read(response, blob), Number(response.headers.get('Retry-After')));
    if (problem.code === 'second_factor_missing') mustEnroll();
    if (problem.code !== 'signed_out' || options.signIn === false) throw problem;
    await signInAgain(!options.automatic);
  }
}

/** @returns {Promise<import('./types.js').Answer>} */
async function call(method, path, body, options = {}) {
  const { response, blob } = await send(method, path, body, options);
  const { status, headers } = response;
  return { status, json: await read(response, blob), etag: headers.get('ETag'), headers };
}

/** @typedef {import('./types.js').Write} Write */
/** @type {import('./types.js').Read} */
export const get = (path, options) => call('GET', path, undefined, options);
/** @type {Write} */
export const post = (path, body, options) => call('POST', path, JSON.stringify(body), options);
/** @type {Write} */
export const put = (path, body, options) => call('PUT', path, JSON.stringify(body), options);
/** @type {Write} */
export const del = (path, body, options) => call('DELETE', path, JSON.stringify(body), options);
/** Such as CSV. */
export const postText = (path, text, type) => call('POST', path, text, { type });

/** A key that makes a repeated sending harmless. */
export const idempotencyKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Fetches a file and saves it under the server's name; tells the name and how many characters were replaced. */
export const download = async (path) => (await import('./download.js')).save(await send('GET', path, undefined, { headers: { Accept: '*/*' }, wait: 120000 }));
