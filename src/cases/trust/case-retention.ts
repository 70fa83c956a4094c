import { z } from 'zod'
import { readDataFile } from '../../lib/data-file.ts'

const days = z.int().positive()

/** For how many days after its end the words of a case are kept, by kind. */
const retention = readDataFile(
  'src/cases/trust/case-retention.json',
  z.strictObject({ usual: days, kinds: z.record(z.string(), days) }),
)

const dayMs = 24 * 60 * 60 * 1000

const keptDays = (kind: string): number => retention.kinds[kind] ?? retention.usual

/** The shortest of them: no younger case need be looked at. */
export const shortestKeptMs = Math.min(retention.usual, ...Object.values(retention.kinds)) * dayMs

/** Whether a case that ended at that moment has been kept for as long as it is to be. */
export const isKeptLongEnough = (kind: string, closedAt: Date, now: Date): boolean =>
  closedAt.getTime() + keptDays(kind) * dayMs <= now.getTime()
