import { h } from './dom.js'
import { openLink } from './links.js'

const TAGS = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
}

function wrap(entity, text, children, say) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, ...children)
  if (entity.type === 'text_link') return link(entity.url, children)
  if (entity.type === 'url') return link(text, children)
  if (entity.type === 'bot_command') {
    return h('button', { type: 'button', className: 'command', onclick: () => say?.(text) }, ...children)
  }
  if (entity.type === 'spoiler') {
    const spoiler = h('span', { className: 'spoiler', tabIndex: 0 }, ...children)
    spoiler.addEventListener('click', () => spoiler.classList.add('shown'))
    return spoiler
  }
  return h('span', { className: entity.type }, ...children)
}

function link(url, children) {
  const onclick = (event) => {
    event.preventDefault()
    openLink(url)
  }
  return h('a', { href: /^https?:/.test(url) ? url : '#', rel: 'noopener', onclick }, ...children)
}

/** Turns text with Telegram's entities into elements; commands in it can be pressed, which says them. */
export function richText(text, entities, say) {
  return span(
    text,
    0,
    text.length,
    [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length),
    say,
  )
}

function span(text, from, to, entities, say) {
  const parts = []
  let at = from
  let rest = entities
  while (rest.length > 0) {
    const [entity, ...others] = rest
    const end = Math.min(to, entity.offset + entity.length)
    const inside = others.filter((one) => one.offset < end)
    rest = others.filter((one) => one.offset >= end)
    if (entity.offset < at) continue
    if (entity.offset > at) parts.push(text.slice(at, entity.offset))
    const whole = text.slice(entity.offset, end)
    parts.push(wrap(entity, whole, span(text, entity.offset, end, inside, say), say))
    at = end
  }
  if (at < to) parts.push(text.slice(at, to))
  return parts
}
