import type { IncomingMessage, ServerResponse } from 'node:http'
import { mediaContent } from '../methods/media.ts'
import { pictureSize } from '../methods/sniff.ts'
import type { Cast } from '../people/cast.ts'
import { typedCaption, write } from '../people/user-actions.ts'
import { readBytes } from '../server/read-request.ts'
import type { FileKind } from '../world/file-store.ts'
import type { World } from '../world/world.ts'
import { roomOf } from './page-state.ts'

const SHOWN_INLINE = /^(image\/(png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/(mp4|webm))$/

/** Sends a file someone sent; anything but pictures and sound is offered as a download. */
export function sendFile(world: World, response: ServerResponse, id: string): boolean {
  const file = world.files.find(id)
  if (!file) return false
  const type = file.mimeType ?? (file.kind === 'photo' ? 'image/jpeg' : 'application/octet-stream')
  const inline = SHOWN_INLINE.test(type.split(';')[0] ?? '')
  const name = encodeURIComponent(file.name ?? 'file')
  response.writeHead(200, {
    'content-type': inline ? type : 'application/octet-stream',
    'content-disposition': inline ? 'inline' : `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    // The next sandbox on this port counts its files from the same number.
    'cache-control': 'no-store',
  })
  response.end(file.bytes)
  return true
}

function kindOf(wanted: string | null, bytes: Buffer): FileKind {
  if (wanted === 'voice') return 'voice'
  return wanted === 'photo' && pictureSize(bytes) ? 'photo' : 'document'
}

/** Takes a file from the page and sends it in a chat. Throws with plain words when it cannot be done. */
export async function receiveUpload(
  cast: Cast,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<object> {
  const { world } = cast
  const person = world.person(Number(query.get('as')))
  const room = roomOf(world, person, query.get('chat') ?? '')
  if (!room) throw new Error(`${person.user.first_name} is not in that chat`)
  const bytes = await readBytes(request)
  const mimeType = request.headers['content-type']
  const file = world.files.add(
    kindOf(query.get('kind'), bytes),
    bytes,
    query.get('name') ?? undefined,
    mimeType,
  )
  const duration = Number(query.get('duration')) || undefined
  const caption = typedCaption(query.get('caption') ?? undefined)
  write(world, person.user, room, { ...mediaContent(file, { duration }), ...caption })
  return {}
}
