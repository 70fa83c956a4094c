import { badRequest } from '../api-error.ts'
import type { MessageEntity, User } from '../telegram.ts'
import { withFoundEntities } from './find-entities.ts'
import { type ParsedEntity, type ParsedText, parseHtml } from './parse-html.ts'

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

/** Text as a caller gives it: with a parse mode, with entities, or plain. */
export interface RawText {
  text: string
  parseMode?: string | undefined
  entities?: MessageEntity[] | undefined
}

/**
 * Parses, trims and finds entities, as Telegram does before it counts the length. `knownUser` turns a mention by id
 * into a user. Throws an ApiError (400) for text that cannot be parsed.
 */
export function formatText(raw: RawText, knownUser: (id: number) => User | undefined): FormattedText {
  const { text, entities } = trimmed(parsed(raw))
  const named = entities.flatMap((entity) => withUser(entity, knownUser))
  return { text, entities: withFoundEntities(text, named) }
}

function parsed(raw: RawText): ParsedText {
  const mode = raw.parseMode?.toLowerCase()
  if (mode === 'html') return parseHtml(raw.text)
  if (mode === 'markdown' || mode === 'markdownv2') {
    throw badRequest('the sandbox reads parse_mode HTML only')
  }
  if (mode) throw badRequest('unsupported parse_mode')
  return { text: raw.text, entities: raw.entities ?? [] }
}

function trimmed({ text, entities }: ParsedText): ParsedText {
  const start = text.length - text.trimStart().length
  const inner = text.trim()
  const moved = entities.flatMap((entity) => clipped(entity, start, inner.length))
  return { text: inner, entities: moved }
}

function clipped(entity: ParsedEntity, start: number, length: number): ParsedEntity[] {
  const from = Math.max(0, entity.offset - start)
  const to = Math.min(length, entity.offset - start + entity.length)
  return to > from ? [{ ...entity, offset: from, length: to - from }] : []
}

function withUser(entity: ParsedEntity, knownUser: (id: number) => User | undefined): MessageEntity[] {
  const { userId, ...rest } = entity
  if (userId === undefined) return [rest]
  const user = knownUser(userId)
  return user ? [{ ...rest, user }] : []
}
