/** Full-width to half-width, on change; never for free text. */

export const half = (text) => text.normalize('NFKC').replace(/[ー−‐‑–—―]/g, '-').trim();

/** 1200 */
export const digits = (text) => half(text).replace(/[,、\s]/g, '');
