/** Fetching and saving a file. */

import { send } from './api.js';

/** Fetches a file and saves it under the server's name; tells the name and how many characters were replaced. */
export async function download(path) {
  const { response: { headers }, blob } = await send('GET', path, undefined, { headers: { Accept: '*/*' }, wait: 120000 });
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/i.exec(headers.get('Content-Disposition') ?? '')?.[1] ?? 'haifu.csv');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return { replaced: Number(headers.get('X-Haifu-Replaced-Characters')), name };
}
