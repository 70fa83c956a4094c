import { badRequest } from '../api-error.ts'
import type { MessageEntity } from '../telegram.ts'
import { checkedLink, mentionedUserId } from './links.ts'

const TAGS = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji span pre code blockquote'.split(' '),
)
const TYPES: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface OpenTag {
  name: string
  argument: string
  from: number
}

/** An entity as parsed; a mention by id is not yet a user. */
export interface ParsedEntity extends MessageEntity {
  userId?: number
}

export interface ParsedText {
  text: string
  entities: ParsedEntity[]
}

function cannotParse(words: string): Error {
  return badRequest(`can't parse entities: ${words}`)
}

const isSpace = (c: string | undefined) => c !== undefined && /[ \t\r\n\0\v\f]/.test(c)

/** Decodes the four named entities and numeric ones; any other `&` stays as it is, as Telegram has it. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(?:x([0-9a-f]+)|(\d+))|([a-z]+));?/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
    return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Reads Telegram's HTML with Telegram's own complaints; throws an ApiError (400) that names the byte offset. */
export function parseHtml(html: string): ParsedText {
  return new HtmlReader(html).read()
}

class HtmlReader {
  readonly #html: string
  #at = 0
  #text = ''
  readonly #open: OpenTag[] = []
  readonly #entities: ParsedEntity[] = []

  constructor(html: string) {
    this.#html = html
  }

  read(): ParsedText {
    while (this.#at < this.#html.length) {
      if (this.#html[this.#at] !== '<') this.#readText()
      else if (this.#html[this.#at + 1] === '/') this.#readEndTag()
      else this.#readStartTag()
    }
    const unclosed = this.#open.at(-1)
    if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
    this.#entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
    return { text: this.#text, entities: this.#entities.map(withoutCodeLanguage) }
  }

  #readText(): void {
    const next = this.#html.indexOf('<', this.#at)
    const end = next < 0 ? this.#html.length : next
    this.#text += decodeEntities(this.#html.slice(this.#at, end))
    this.#at = end
  }

  #byteOffset(at: number): number {
    return Buffer.byteLength(this.#html.slice(0, at))
  }

  #skipSpace(): void {
    while (isSpace(this.#html[this.#at])) this.#at++
  }

  /** Reads up to the first character that `stop` matches, or the end. */
  #readUntil(stop: RegExp): string {
    const from = this.#at
    while (this.#at < this.#html.length && !stop.test(this.#html[this.#at] ?? '')) this.#at++
    return this.#html.slice(from, this.#at)
  }

  #readStartTag(): void {
    const begin = this.#at++
    const name = this.#readUntil(/[\s>]/).toLowerCase()
    const offset = this.#byteOffset(begin)
    if (this.#at >= this.#html.length) throw cannotParse(`Unclosed start tag at byte offset ${offset}`)
    if (!TAGS.has(name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${offset}`)
    const argument = this.#readAttributes(name, offset)
    if (name === 'span' && argument !== 'spoiler') {
      throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`)
    }
    this.#at++
    this.#open.push({ name, argument, from: this.#text.length })
  }

  #readAttributes(tag: string, offset: number): string {
    let argument = ''
    for (;;) {
      this.#skipSpace()
      if (this.#html[this.#at] === '>') return argument
      const name = this.#readUntil(/[\s=>/"']/)
      if (!name) throw cannotParse(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`)
      this.#skipSpace()
      const value = this.#html[this.#at] === '=' ? this.#readValue(tag, offset) : undefined
      if (this.#at >= this.#html.length) {
        throw cannotParse(`Unclosed start tag "${tag}" at byte offset ${offset}`)
      }
      argument = argumentOf(tag, name, value) ?? argument
    }
  }

  #readValue(tag: string, offset: number): string {
    this.#at++
    this.#skipSpace()
    const quote = this.#html[this.#at]
    if (quote === undefined) throw cannotParse(`Unclosed start tag "${tag}" at byte offset ${offset}`)
    if (quote === '"' || quote === "'") return this.#readQuoted(quote)
    const begin = this.#at
    const token = this.#readUntil(/[^A-Za-z0-9.-]/)
    const next = this.#html[this.#at]
    if (next !== '>' && !isSpace(next)) {
      throw cannotParse(`Unexpected end of name token at byte offset ${this.#byteOffset(begin)}`)
    }
    return token.toLowerCase()
  }

  #readQuoted(quote: string): string {
    this.#at++
    const value = this.#readUntil(quote === '"' ? /"/ : /'/)
    this.#at++
    return decodeEntities(value)
  }

  #readEndTag(): void {
    const offset = this.#byteOffset(this.#at)
    const tag = this.#open.pop()
    if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${offset}`)
    this.#at += 2
    const name = this.#readUntil(/[\s>]/).toLowerCase()
    this.#skipSpace()
    if (this.#html[this.#at] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${offset}`)
    if (name && name !== tag.name) {
      const found = `expected "</${tag.name}>", found "</${name}>"`
      throw cannotParse(`Unmatched end tag at byte offset ${offset}, ${found}`)
    }
    this.#at++
    if (this.#text.length > tag.from) this.#close(tag)
  }

  #close(tag: OpenTag): void {
    const where = { offset: tag.from, length: this.#text.length - tag.from }
    const entity = this.#mergedCode(tag, where) ?? entityOf(tag, where, this.#text.slice(tag.from))
    if (entity) this.#entities.push(entity)
  }

  /** `<pre><code class="language-x">` is one entity, not two. */
  #mergedCode(tag: OpenTag, where: { offset: number; length: number }): ParsedEntity | undefined {
    if (tag.name !== 'pre') return undefined
    const inner = this.#entities.at(-1)
    const same = inner?.type === 'code' && inner.offset === where.offset && inner.length === where.length
    if (!same || !inner.language) return undefined
    this.#entities.pop()
    return { type: 'pre', ...where, language: inner.language }
  }
}

/** Only a block of code has a language; it was kept on `code` until its `pre` could take it. */
function withoutCodeLanguage(entity: ParsedEntity): ParsedEntity {
  if (entity.type !== 'code') return entity
  const { language: _, ...rest } = entity
  return rest
}

function argumentOf(tag: string, name: string, value: string | undefined): string | undefined {
  if (tag === 'blockquote' && name === 'expandable') return '1'
  if (value === undefined) return undefined
  if (tag === 'a' && name === 'href') return value
  if (tag === 'code' && name === 'class' && value.startsWith('language-')) return value.slice(9)
  if (tag === 'span' && name === 'class' && value.startsWith('tg-')) return value.slice(3)
  if (tag === 'tg-emoji' && name === 'emoji-id') return value
  return undefined
}

function entityOf(
  tag: OpenTag,
  where: { offset: number; length: number },
  inside: string,
): ParsedEntity | undefined {
  if (tag.name === 'a') return linkEntity(tag.argument || inside, where)
  if (tag.name === 'pre') return { type: 'pre', ...where }
  if (tag.name === 'code') return { type: 'code', ...where, ...(tag.argument && { language: tag.argument }) }
  if (tag.name === 'blockquote') {
    return { type: tag.argument ? 'expandable_blockquote' : 'blockquote', ...where }
  }
  if (tag.name === 'tg-emoji') return { type: 'custom_emoji', ...where, custom_emoji_id: tag.argument }
  return { type: TYPES[tag.name] ?? tag.name, ...where }
}

function linkEntity(href: string, where: { offset: number; length: number }): ParsedEntity | undefined {
  const userId = mentionedUserId(href)
  if (userId !== undefined) return { type: 'text_mention', ...where, userId }
  const url = checkedLink(href)
  return url === undefined ? undefined : { type: 'text_link', ...where, url }
}
