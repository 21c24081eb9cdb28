// @ts-check
/** Saving a fetched file. */

/** @param {{response: Response, blob: Blob}} fetched */
export function save({ response: { headers }, blob }) {
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/i.exec(headers.get('Content-Disposition') ?? '')?.[1] ?? 'haifu.csv');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return { replaced: Number(headers.get('X-Haifu-Replaced-Characters')), name };
}
