/** Makes one piece of the page look like another without replacing what need not be: focus, scroll position and readers stay where they are. */

export function patch(old, wanted) {
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const children = [...wanted.childNodes];
  children.forEach((child, at) => {
    const there = old.childNodes[at];
    if (!there) old.append(child);
    else if (there.nodeName !== child.nodeName) there.replaceWith(child);
    else if (there instanceof Element) patch(there, (child));
    else if (there.nodeValue !== child.nodeValue) there.nodeValue = child.nodeValue;
  });
  while (old.childNodes.length > children.length) old.lastChild?.remove();
}
