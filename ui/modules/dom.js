/** Elements and text, never markup from strings. */

let count = 0;
export const newId = () => `f${(count += 1)}`;

function append(node, children) {
  node.append(...children.flat(9).filter((child) => child || child === 0).map((child) => (child instanceof Node ? child : String(child))));
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === 'text') node.textContent = value;
    else if (name === 'dataset') Object.assign(node.dataset, value);
    else if (name === 'on') for (const event of Object.keys(value)) node.addEventListener(event, value[event]);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  append(node, children);
  return node;
}

/** An HTML element. Props: `text`, `dataset`, `on` (listeners by event), else attributes. Null and false are left out. */
export const el = (tag, props, ...children) => fill(document.createElement(tag), props, children);

/** An SVG element. */
export const svg = (tag, attrs, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attrs, children);

export function replace(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

export const byId = (id) => document.getElementById(id);

/** Tells screen readers, politely. */
export function say(text) {
  byId('say').textContent = '';
  setTimeout(() => { byId('say').textContent = text; }, 50);
}
