import { badRequest } from '../api-error.ts'
import type { Content, PhotoSize } from '../telegram.ts'
import type { FileKind, StoredFile } from '../world/file-store.ts'
import type { World } from '../world/world.ts'
import type { UploadedFile } from './call.ts'
import { pictureSize, soundKind } from './sniff.ts'

/** What callers may say about a file beside the file itself. */
export interface MediaFacts {
  duration?: number | undefined
  width?: number | undefined
  height?: number | undefined
  performer?: string | undefined
  title?: string | undefined
}

const LARGEST_PHOTO_BYTES = 10_000_000

/** The file behind a parameter: a file id of the same kind, or an upload. Throws an ApiError (400). */
export function resolveFile(
  world: World,
  files: ReadonlyMap<string, UploadedFile>,
  given: string,
  kind: FileKind,
): StoredFile {
  if (given.startsWith('attach://')) return storeUpload(world, files.get(given.slice(9)), kind)
  if (/^https?:\/\//.test(given)) throw badRequest('failed to get HTTP URL content')
  const known = world.files.find(given)
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified')
  if (known.kind !== kind) throw badRequest(`can't use file of type ${known.kind} as ${kind}`)
  return known
}

function storeUpload(world: World, upload: UploadedFile | undefined, kind: FileKind): StoredFile {
  if (!upload) throw badRequest(`there is no ${kind} in the request`)
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
  if (kind === 'photo') checkPhoto(upload.bytes)
  const real = kind === 'voice' ? (soundKind(upload.bytes) ?? 'document') : kind
  return world.files.add(real, upload.bytes, upload.name, mimeOf(upload))
}

const MIME_BY_ENDING: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
}

/** A form often says no more than "bytes"; then the name tells, as it does for Telegram. */
function mimeOf({ name, mimeType }: UploadedFile): string | undefined {
  if (mimeType && mimeType !== 'application/octet-stream') return mimeType
  const ending = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase() ?? ''
  return MIME_BY_ENDING[ending] ?? mimeType
}

function checkPhoto(bytes: Buffer): void {
  if (bytes.length > LARGEST_PHOTO_BYTES)
    throw badRequest('file is too big for a photo; the maximum size is 10485760 bytes')
  const size = pictureSize(bytes)
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  const { width, height } = size
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
}

/** The part of a message that shows this file. */
export function mediaContent(file: StoredFile, facts: MediaFacts = {}): Content {
  const ids = { file_id: file.id, file_unique_id: file.uniqueId }
  const size = { file_size: file.bytes.length }
  const named = { ...ids, file_name: file.name, mime_type: file.mimeType, ...size }
  const duration = facts.duration ?? 0
  switch (file.kind) {
    case 'photo':
      return { photo: photoSizes(file) }
    case 'document':
      return { document: named }
    case 'voice':
      return { voice: { ...ids, duration, mime_type: file.mimeType ?? 'audio/ogg', ...size } }
    case 'audio':
      return { audio: { ...named, duration, performer: facts.performer, title: facts.title } }
    case 'video':
      return { video: { ...named, duration, width: facts.width ?? 320, height: facts.height ?? 240 } }
  }
}

function photoSizes(file: StoredFile): PhotoSize[] {
  const { width, height } = pictureSize(file.bytes) ?? { width: 90, height: 90 }
  return [{ file_id: file.id, file_unique_id: file.uniqueId, width, height, file_size: file.bytes.length }]
}
