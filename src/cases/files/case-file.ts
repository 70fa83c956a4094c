import type { Media, MediaKind } from '../../delivery/message.ts'
import { endingOf } from '../../files/taken-kinds.ts'

/** `waiting`: known to Telegram, not yet kept by us. */
export type FileState = 'waiting' | 'kept' | 'refused' | 'erased'

/** Why a file is not kept; each has its words `case-file-refused-<reason>`. */
export const fileRefusals = ['too-large', 'kind', 'unreadable', 'gone', 'failed'] as const
export type FileRefusal = (typeof fileRefusals)[number]

/** A file that was told with an entry. */
export interface CaseFileRow {
  id: number
  entryId: number
  position: number
  kind: MediaKind
  /** Telegram's file id; blank when erased. */
  fileId: string
  mime: string | undefined
  /** Bytes; as kept, when it is. */
  size: number | undefined
  state: FileState
  sha256: string | undefined
  /** Under which key the store has it, or is to have it. */
  keptAs: string | undefined
  reason: FileRefusal | undefined
  /** How often Telegram was asked for it. */
  tries: number
}

const minuteMs = 60_000

/** After 1, 2, 4 … 32 minutes, then every hour. */
export const waitMs = (tries: number): number => Math.min(60, 2 ** Math.min(tries - 1, 10)) * minuteMs

/** So many tries take 25 hours: then it is given up. */
export const mostTries = 30

/** Telegram says "gone" and "just now not there" in the same words: believed the third time. */
export const goneAfterTries = 3

/** Telegram shows photos up to this size, and films only as MP4. */
const largestPhoto = 10_000_000

/** How a file of ours is shown: what Telegram would not show goes up as a document. */
function shownAs({ kind, mime, size = 0 }: CaseFileRow): MediaKind {
  if (kind === 'photo' && size > largestPhoto) return 'document'
  if (kind === 'video' && mime !== 'video/mp4') return 'document'
  return kind
}

/**
 * What a message can carry of a file: ours, under `name` (which gets its ending here), or, while we do not have it yet,
 * Telegram's, where the sender's name and all that the file says may be seen. Undefined: there is nothing to show.
 */
export function mediaOf(file: CaseFileRow, name: string, mayUseTelegrams: boolean): Media | undefined {
  const { kind, fileId, state, keptAs: key, mime = '' } = file
  if (state === 'kept' && key)
    return { kind: shownAs(file), kept: { key, name: `${name}.${endingOf(mime)}`, mime } }
  return state === 'waiting' && mayUseTelegrams ? { kind, fileId } : undefined
}
