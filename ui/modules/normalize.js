/** Phone numbers and postal codes, on change. */

import { half } from './digits.js';

/** 03-1234-5678 */
export const phone = (text) => half(text).replace(/\s/g, '');

/** 100-8916 */
export function postal(text) {
  const plain = half(text).replace(/[〒\s]/g, '');
  return /^\d{7}$/.test(plain) ? `${plain.slice(0, 3)}-${plain.slice(3)}` : plain;
}
