import type { MessageEntity } from '../telegram.ts'

const PATTERNS: { type: string; pattern: RegExp }[] = [
  { type: 'bot_command', pattern: /(?<![\w/@.<>])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@])/g },
  { type: 'url', pattern: /\bhttps?:\/\/[^\s<>"'，。；）]+/g },
  { type: 'mention', pattern: /(?<![\w/@])@[A-Za-z]\w{3,31}(?!\w)/g },
  { type: 'hashtag', pattern: /(?<![\w#])#[\p{L}\d_]+/gu },
]
const OPAQUE = new Set(['pre', 'code', 'text_link', 'text_mention'])

/** Adds the entities Telegram finds by itself (commands, links, mentions, hashtags), outside code and links. */
export function withFoundEntities(text: string, given: MessageEntity[]): MessageEntity[] {
  const taken = given.filter((entity) => OPAQUE.has(entity.type))
  const found: MessageEntity[] = []
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...taken, ...found].some((other) => overlaps(entity, other))) found.push(entity)
    }
  }
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length)
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
