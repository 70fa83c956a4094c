import { z } from 'zod'
import type { Said } from './entry.ts'

const place = z.object({ latitude: z.number(), longitude: z.number() })
const file = z.object({
  kind: z.enum(['photo', 'document', 'voice', 'video']),
  fileId: z.string(),
  mime: z.string().optional(),
  size: z.number().optional(),
})
const told = z.object({
  texts: z.array(z.string()),
  files: z.array(file),
  places: z.array(place),
  /** Of the last file, when it came with others. */
  album: z.string().optional(),
})

/** What somebody has told so far, as plain data. */
export type Told = z.infer<typeof told>

export const nothingTold: Told = { texts: [], files: [], places: [] }

/** Telegram's own limits bound one message; this bounds how many. */
export const mostTold = 60

export const isNothing = ({ texts, files, places }: Told): boolean =>
  texts.length + files.length + places.length === 0

/** A draft that was kept, or undefined when it is none of ours. */
export function readTold(draft: unknown): Told | undefined {
  const read = told.safeParse(draft)
  return read.success ? read.data : undefined
}

/** As the verbs take it. */
export const saidOf = ({ texts, files, places }: Told): Said => ({
  words: { text: texts.join('\n'), places },
  files,
})

/** How many of each, for the eye. */
export const countsOf = ({ texts, files, places }: Told) => ({
  words: texts.length,
  files: files.length,
  places: places.length,
})
