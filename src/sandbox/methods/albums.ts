import { badRequest } from '../api-error.ts'
import type { InputMedia } from '../parameters/objects.ts'
import type { Content, Message } from '../telegram.ts'
import type { World } from '../world/world.ts'
import { roomFor } from './access.ts'
import type { Handler, UploadedFile } from './call.ts'
import { mediaContent, resolveFile } from './media.ts'
import { send } from './sending.ts'
import { messageCaption } from './texts.ts'

/** What one item of an album, or a replacement, shows. */
export function inputMediaContent(
  world: World,
  files: ReadonlyMap<string, UploadedFile>,
  item: InputMedia,
): Content {
  const file = resolveFile(world, files, item.media, item.type)
  const facts = item.type === 'photo' || item.type === 'document' ? {} : item
  return { ...mediaContent(file, facts), ...messageCaption(world, item) }
}

export const sendMediaGroup: Handler<'sendMediaGroup'> = (call): Message[] => {
  const { world, bot, parameters, files } = call
  roomFor(world, bot, parameters.chat_id, 'write')
  checkAlbum(parameters.media)
  const contents = parameters.media.map((item) => inputMediaContent(world, files, item))
  const media_group_id = world.nextLongId('album')
  const reply = { ...call, parameters: { ...parameters, reply_markup: undefined } }
  return contents.map((content) => send(reply, () => ({ ...content, media_group_id })).message)
}

function checkAlbum(media: InputMedia[]): void {
  if (media.length < 2 || media.length > 10) throw badRequest('media group must include 2-10 items')
  const kinds = new Set(media.map((item) => item.type))
  const mixed = kinds.size > 1 && (kinds.has('document') || kinds.has('audio'))
  if (mixed) throw badRequest("can't use the media of the specified type in the album")
}
