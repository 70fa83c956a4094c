import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { type Case, overStates } from '../case.ts'
import { type Place, place } from '../entry.ts'

const done = [...overStates, 'handled'] as const

/**
 * The ids of others that are still to be done and go along with none: of the same unit and kind, about the same official or none,
 * told not more than `withinMs` before or after it. Newest first.
 */
export async function idsOfSameKind(
  db: Tx,
  { id, unitId, kind, aboutId, filedAt }: Case,
  withinMs: number,
  limit: number,
): Promise<number[]> {
  const [from, to] = [-withinMs, withinMs].map((ms) => new Date(filedAt.getTime() + ms))
  const rows = await db.case.findMany({
    where: {
      unitId,
      kind,
      aboutId: aboutId ?? null,
      id: { not: id },
      joinedToId: null,
      state: { notIn: [...done] },
      ...(from && to && { filedAt: { gte: from, lte: to } }),
    },
    select: { id: true },
    orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map((row) => row.id)
}

/** Where each of these happened, as far as somebody sent a location. */
export async function placesOf(db: Tx, app: App, ids: readonly number[]): Promise<Map<number, Place>> {
  const rows = await db.case.findMany({
    where: { id: { in: [...ids] }, place: { not: null } },
    select: { id: true, place: true },
  })
  return new Map(
    rows.flatMap((row) =>
      row.place === null ? [] : [[row.id, place.parse(JSON.parse(app.sealer.open(row.place)))] as const],
    ),
  )
}
