// @ts-check
/** Full-width input made half-width: on change, never while typing; never free text, names or addresses. */

const half = (text) => text.normalize('NFKC').replace(/[ー−‐‑–—―]/g, '-').trim();

/** １，２００ → 1200 */
export const digits = (text) => half(text).replace(/[,、\s]/g, '');

/** ０３ー１２３４ー５６７８ → 03-1234-5678 */
export const phone = (text) => half(text).replace(/\s/g, '');

/** 〒１００－８９１６ → 100-8916 */
export function postal(text) {
  const plain = half(text).replace(/[〒\s]/g, '');
  return /^\d{7}$/.test(plain) ? `${plain.slice(0, 3)}-${plain.slice(3)}` : plain;
}
