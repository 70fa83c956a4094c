import { z } from 'zod'
import type { MediaKind } from '../delivery/message.ts'

/** From the reporter or a party; to them; for those who work on it. */
export const entryKinds = ['told', 'answer', 'note'] as const
export type EntryKind = (typeof entryKinds)[number]

/** What whoever told it reads of it: never a note. */
export const readByTellers: readonly EntryKind[] = ['told', 'answer']

/** What somebody may say: one of these, or an answer to the other party of a dispute. */
export const sayKinds = [...entryKinds, 'answer-party'] as const
export type SayKind = (typeof sayKinds)[number]

export const place = z.object({ latitude: z.number(), longitude: z.number() })
export type Place = z.infer<typeof place>

const words = z.object({ text: z.string(), places: z.array(place) })

/** What was said: words, and perhaps places. Its files are rows of their own. */
export interface Words {
  text: string
  places: readonly Place[]
}

/** Throws when it is not what we wrote. */
export const readWords = (json: string): Words => words.parse(JSON.parse(json))

/** A file as it was told: known to Telegram, not yet kept by us. */
export interface ToldFile {
  kind: MediaKind
  fileId: string
  mime?: string | undefined
  size?: number | undefined
}

/** What somebody says, in words, files and places. */
export interface Said {
  words: Words
  files: readonly ToldFile[]
}

/** One thing that was said of a case. */
export interface Entry {
  id: number
  caseId: number
  kind: EntryKind
  /** Whose thread; undefined: the reporter's. */
  partyId: number | undefined
  /** Undefined: the reporter, or the party. */
  authorId: number | undefined
  words: Words
  at: Date
}
