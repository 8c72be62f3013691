/** Building DOM without a framework. */

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Handlers = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
type Attribute = string | number | boolean | null | undefined;
export type Attributes = { on?: Handlers } & Record<string, Attribute | Handlers>;

/**
 * An HTML element. An attribute that is `true` is set empty; `false`, null and undefined leave it out. Text becomes text nodes,
 * never markup. Sizes that depend on data go through `style.setProperty`: our CSP refuses style attributes.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') listen(element, value as Handlers);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

function listen(element: HTMLElement, handlers: Handlers): void {
  for (const [event, handler] of Object.entries(handlers)) element.addEventListener(event, handler as EventListener);
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

const strokes = {
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  download: 'M8 2.5v8m-3.5-3L8 11l3.5-3.5M3 13.5h10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  contrast: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 0v12M8 5h4.5M8 8h6M8 11h4.5',
  sliders: 'M2.5 5h6m3 0h2M2.5 11h2m3 0h6M8.5 3v4M4.5 9v4',
} as const;

/** A 16 px line drawing in the colour of the text; decoration, so hidden from screen readers. */
export function icon(name: keyof typeof strokes): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', strokes[name]);
  svg.appendChild(path);
  return svg;
}
