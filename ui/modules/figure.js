/** A titled picture, drawn anew at the real width of its place, so that its text never shrinks. */

import { el } from './dom.js';

/** `notes` stand between title and picture. */
export function figure(title, draw, ...notes) {
  const box = el('div');
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (!width || width === last) return;
    last = width;
    box.replaceChildren(draw(width));
  }).observe(box);
  return el('figure', {}, el('figcaption', { class: 'figure__title', text: title }), notes, box);
}
