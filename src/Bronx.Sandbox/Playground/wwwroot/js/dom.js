// Building the page from nodes. Nothing here, or anywhere on this page, parses HTML: what people write stays text.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. `props`: class, on: {event: handler}, dataset: {name: value}, every other key an attribute
 * (false, null and undefined leave it out, true sets it empty). Children: nodes, strings, arrays, or nothing.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  dress(node, props);
  fill(node, children);
  return node;
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function dress(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === 'class') node.className = value;
    else if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === 'dataset') for (const [key, text] of Object.entries(value)) { if (text !== undefined) node.dataset[key] = text; }
    else if (name === 'value') node.value = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
}

function fill(node, children) {
  for (const child of children.flat(4)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    node.append(child);
  }
}

export function replace(node, ...children) {
  node.replaceChildren();
  fill(node, children);
  return node;
}

export const $ = id => document.getElementById(id);

/** A button of icons and words; `label` is what a screen reader says. */
export function button(props, ...children) {
  return el('button', { type: 'button', ...props }, ...children);
}

/** Says something to screen readers without showing it. */
export function announce(text) {
  const place = $('announcer');
  place.textContent = '';
  requestAnimationFrame(() => { place.textContent = text.slice(0, 300); });
}

let counter = 0;
export const uniqueId = prefix => `${prefix}-${++counter}`;

export const isNarrow = () => matchMedia('(max-width: 760px)').matches;
