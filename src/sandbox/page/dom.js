/**
 * Makes an element. Text is always set as text, never as HTML, so nothing anyone writes can become markup.
 * Props that start with "on" are listeners; others are set as properties, or as attributes when there is no such property.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name in element && name !== 'list') element[name] = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false && child !== ''))
  return element
}

/** A button with a label. */
export function button(label, onclick, props = {}) {
  return h('button', { type: 'button', onclick, ...props }, label)
}

const SHAPES = {
  plus: 'M12 5v14M5 12h14',
  mic: 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11v1a6 6 0 0 0 12 0v-1M12 18v3',
  send: 'M4 12l16-8-6 16-3-6z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  reply: 'M9 7l-5 5 5 5M4 12h9a7 7 0 0 1 7 7',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  place: 'M12 21s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  window: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  check: 'M5 12l5 5 9-11',
}

/** A small drawing in the colour of the text. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', SHAPES[name])
  svg.append(path)
  return svg
}

const drawn = new WeakMap()

/**
 * Makes the children of `container` show `items` in order. What has not changed since the last time keeps its element, and with it what
 * plays, is chosen or has the focus.
 */
export function drawList(container, items, keyOf, make) {
  const before = drawn.get(container) ?? new Map()
  const after = new Map()
  for (const item of items) {
    const text = JSON.stringify(item)
    const known = before.get(keyOf(item))
    after.set(keyOf(item), known?.text === text ? known : { text, element: make(item) })
  }
  drawn.set(container, after)
  const elements = [...after.values()].map(({ element }) => element)
  if (
    elements.some((element, index) => container.children[index] !== element) ||
    container.children.length !== elements.length
  ) {
    container.replaceChildren(...elements)
  }
}

/** The first letter of a name on a colour of its own. */
export function face(name) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7)
  return h('span', { className: 'face', style: `--hue: ${hue}`, 'aria-hidden': 'true' }, [...name][0] ?? '?')
}
