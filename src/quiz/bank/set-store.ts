import { z } from 'zod'
import type { Tx } from '../../lib/db.ts'
import { idsOnPath } from '../../org/unit.ts'
import { isAskedOn } from '../question.ts'

/** A chapter or a tag, and how many questions of it may be asked. */
export interface SetPart {
  name: string
  count: number
}

const words = z.array(z.string())

interface AskedRow {
  chapter: string
  tags: string[]
}

/** What may be asked on a day (2026-03-01) in the unit of that path, its own bank and those above. */
async function askedOn(db: Tx, path: string, day: string): Promise<AskedRow[]> {
  const rows = await db.question.findMany({
    where: { unitId: { in: idsOnPath(path) }, retiredAt: null },
    select: { chapter: true, tags: true, validFrom: true, validUntil: true },
  })
  const isAsked = ({ validFrom, validUntil }: (typeof rows)[number]) => {
    const days = { validFrom: validFrom ?? undefined, validUntil: validUntil ?? undefined }
    return isAskedOn({ ...days, retiredAt: undefined }, day)
  }
  return rows.filter(isAsked).map(({ chapter, tags }) => ({ chapter, tags: words.parse(JSON.parse(tags)) }))
}

/** Each name with how often it comes, those without a name left out, by name. */
function counted(names: readonly string[]): SetPart[] {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1)
  const parts = [...counts].map(([name, count]) => ({ name, count }))
  return parts.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }))
}

/** The chapters of what may be asked there on that day, with how many questions each has. */
export async function chaptersFor(db: Tx, path: string, day: string): Promise<SetPart[]> {
  return counted((await askedOn(db, path, day)).map(({ chapter }) => chapter))
}

/** The tags of what may be asked there on that day, with how many questions each has. */
export async function tagsFor(db: Tx, path: string, day: string): Promise<SetPart[]> {
  return counted((await askedOn(db, path, day)).flatMap(({ tags }) => [...new Set(tags)]))
}
