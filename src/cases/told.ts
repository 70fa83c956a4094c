import { z } from 'zod'
import { place, type Said } from './entry.ts'

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

const sizeOf = ({ texts, files, places }: Told): number => texts.length + files.length + places.length

export const isNothing = (told: Told): boolean => sizeOf(told) === 0

/** Nothing more can be taken down with it. */
export const isFull = (told: Told): boolean => sizeOf(told) >= mostTold

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

const fileKinds = ['voice', 'photo', 'video', 'document'] as const

/** How many there are of each, for the eye; what was not told is not counted. */
export function countsOf({ texts, files, places }: Told) {
  const ofKind = (kind: (typeof fileKinds)[number]) => files.filter((one) => one.kind === kind).length
  const counts = [
    { what: 'words', count: texts.length },
    ...fileKinds.map((kind) => ({ what: kind, count: ofKind(kind) })),
    { what: 'place', count: places.length },
  ]
  return counts.filter(({ count }) => count > 0)
}
