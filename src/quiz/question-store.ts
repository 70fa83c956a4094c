import { z } from 'zod'
import type { Media } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { idsOnPath } from '../org/unit.ts'
import { isAskedOn, type Question, type QuestionKind } from './question.ts'
import { isOfSet, type QuestionSet } from './question-set.ts'

interface Row {
  id: number
  unitId: number
  kind: QuestionKind
  stem: string
  options: string
  right: string
  explanation: string
  source: string
  chapter: string
  tags: string
  validFrom: string | null
  validUntil: string | null
  media: string | null
  version: number
  retiredAt: Date | null
}

const words = z.array(z.string())
const places = z.array(z.number().int())

/** The right or chosen options as they are kept. */
export const readPlaces = (json: string): number[] => places.parse(JSON.parse(json))

export function question(row: Row): Question {
  const { options, right, tags, validFrom, validUntil, media, retiredAt } = row
  return {
    ...row,
    options: words.parse(JSON.parse(options)),
    right: readPlaces(right),
    tags: words.parse(JSON.parse(tags)),
    validFrom: validFrom ?? undefined,
    validUntil: validUntil ?? undefined,
    media: media === null ? undefined : (JSON.parse(media) as Media),
    retiredAt: retiredAt ?? undefined,
  }
}

export const questionColumns = {
  id: true,
  unitId: true,
  kind: true,
  stem: true,
  options: true,
  right: true,
  explanation: true,
  source: true,
  chapter: true,
  tags: true,
  validFrom: true,
  validUntil: true,
  media: true,
  version: true,
  retiredAt: true,
} as const

export async function questionById(db: Tx, id: number): Promise<Question | undefined> {
  const row = await db.question.findUnique({ where: { id }, select: questionColumns })
  return row ? question(row) : undefined
}

/** Those of these that exist, retired ones too, by their ids. */
export async function questionsByIds(db: Tx, ids: readonly number[]): Promise<Map<number, Question>> {
  const rows = await db.question.findMany({ where: { id: { in: [...ids] } }, select: questionColumns })
  return new Map(rows.map((row) => [row.id, question(row)]))
}

/** The ids of what may be asked on a day (2026-03-01) in the unit of that path: of its own bank and of those above, of the set. */
export async function idsToAsk(db: Tx, path: string, set: QuestionSet, day: string): Promise<number[]> {
  const rows = await db.question.findMany({
    where: { unitId: { in: idsOnPath(path) }, retiredAt: null },
    select: { id: true, chapter: true, tags: true, validFrom: true, validUntil: true },
    orderBy: { id: 'asc' },
  })
  const isMeant = (row: (typeof rows)[number]) => {
    const { validFrom, validUntil, chapter } = row
    const days = { validFrom: validFrom ?? undefined, validUntil: validUntil ?? undefined }
    const isDue = isAskedOn({ ...days, retiredAt: undefined }, day)
    return isDue && isOfSet(set, { chapter, tags: words.parse(JSON.parse(row.tags)) })
  }
  return rows.filter(isMeant).map(({ id }) => id)
}
