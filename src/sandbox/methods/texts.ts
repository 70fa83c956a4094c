import { badRequest } from '../api-error.ts'
import type { Content, MessageEntity } from '../telegram.ts'
import { type FormattedText, formatText } from '../text/formatted-text.ts'
import type { World } from '../world/world.ts'

const LONGEST_TEXT = 4096
const LONGEST_CAPTION = 1024

/** Parses the text of a message; 1 to 4096 UTF-16 units must be left. Throws an ApiError (400). */
export function messageText(
  world: World,
  given: {
    text?: string | undefined
    parse_mode?: string | undefined
    entities?: MessageEntity[] | undefined
  },
): Content {
  if (!given.text) throw badRequest('message text is empty')
  const formatted = format(world, given.text, given.parse_mode, given.entities)
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if (formatted.text.length > LONGEST_TEXT) throw badRequest('message is too long')
  return { text: formatted.text, ...(formatted.entities.length > 0 && { entities: formatted.entities }) }
}

/** Parses a caption of at most 1024 UTF-16 units; an empty one is none. Throws an ApiError (400). */
export function messageCaption(
  world: World,
  given: {
    caption?: string | undefined
    parse_mode?: string | undefined
    caption_entities?: MessageEntity[] | undefined
  },
): Content {
  if (!given.caption) return {}
  const formatted = format(world, given.caption, given.parse_mode, given.caption_entities)
  if (formatted.text.length > LONGEST_CAPTION) throw badRequest('message caption is too long')
  if (formatted.text === '') return {}
  return {
    caption: formatted.text,
    ...(formatted.entities.length > 0 && { caption_entities: formatted.entities }),
  }
}

/** Parses any text; mentions by id become users this world knows. */
export function format(
  world: World,
  text: string,
  parseMode: string | undefined,
  entities: MessageEntity[] | undefined,
): FormattedText {
  return formatText({ text, parseMode, entities }, (id) => world.userById(id))
}
