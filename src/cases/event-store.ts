import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { CaseEvent, EventActor } from './case-event.ts'

type NewEvent = Omit<CaseEvent, 'seq'>

/** What the chain holds of an event: all of it, but of the note its keyed hash alone, so that the note can be erased. */
export interface ChainLink {
  caseId: number
  seq: number
  at: Date
  byId: number | null
  actor: string
  what: string
  from: string
  to: string
  noteHash: string | null
}

/** HMAC-SHA-256 over the link and the hash before it. */
export function linkHash(app: Pick<App, 'sealer'>, before: string, link: ChainLink): string {
  const { caseId, seq, at, byId, actor, what, from, to, noteHash } = link
  return app.sealer.mac(
    JSON.stringify([before, caseId, seq, at.toISOString(), byId, actor, what, from, to, noteHash]),
  )
}

export const noteHashOf = (app: Pick<App, 'sealer'>, note: string): string => app.sealer.mac(`note ${note}`)

/** Adds an act to the history of a case. Returns its place in it, from 1. */
export async function insertEvent(tx: Tx, app: App, event: NewEvent): Promise<number> {
  const { caseId, at, actor, what, from, to, note } = event
  const last = await tx.caseEvent.findFirst({
    where: { caseId },
    orderBy: { seq: 'desc' },
    select: { seq: true, hash: true },
  })
  const seq = (last?.seq ?? 0) + 1
  const noteHash = note === undefined ? null : noteHashOf(app, note)
  const link = { caseId, seq, at, byId: event.byId ?? null, actor, what, from, to, noteHash }
  const sealed = note === undefined ? null : app.sealer.seal(note)
  await tx.caseEvent.create({ data: { ...link, note: sealed, hash: linkHash(app, last?.hash ?? '', link) } })
  return seq
}

/** The history of a case, from its beginning. */
export async function eventsOf(db: Tx, app: App, caseId: number): Promise<CaseEvent[]> {
  const rows = await db.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } })
  return rows.map(({ seq, at, byId, actor, what, from, to, note }) => ({
    caseId,
    seq,
    at,
    byId: byId ?? undefined,
    actor: actor as EventActor,
    what,
    from,
    to,
    note: note === null ? undefined : app.sealer.open(note),
  }))
}

/** The place and the moment of the last of these acts in a case. */
export async function lastOf(
  db: Tx,
  caseId: number,
  acts: readonly string[],
): Promise<{ seq: number; at: Date } | undefined> {
  const last = await db.caseEvent.findFirst({
    where: { caseId, what: { in: [...acts] } },
    orderBy: { seq: 'desc' },
    select: { seq: true, at: true },
  })
  return last ?? undefined
}

/** How often one of these was done to a case since the last of the acts `since`. */
export async function countSince(
  db: Tx,
  caseId: number,
  what: readonly string[],
  since: readonly string[],
): Promise<number> {
  const last = await lastOf(db, caseId, since)
  return db.caseEvent.count({ where: { caseId, what: { in: [...what] }, seq: { gt: last?.seq ?? 0 } } })
}

const work = ['accept', 'redirect', 'decline', 'begin', 'pause', 'resume', 'handle', 'declare-neutral']

/** Who ever had a hand in each of these: took it in, or did what was to be done. */
export async function workersOn(db: Tx, caseIds: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await db.caseEvent.findMany({
    where: { caseId: { in: [...caseIds] }, byId: { not: null }, what: { in: work } },
    select: { caseId: true, byId: true },
    distinct: ['caseId', 'byId'],
  })
  const workers = new Map<number, number[]>()
  for (const { caseId, byId } of rows)
    if (byId !== null) workers.set(caseId, [...(workers.get(caseId) ?? []), byId])
  return workers
}

/** The numbers of those cases with which each of these was handled, whether they still go together or not. */
export async function handledWith(
  db: Tx,
  app: App,
  caseIds: readonly number[],
): Promise<Map<number, string[]>> {
  const rows = await db.caseEvent.findMany({
    where: { caseId: { in: [...caseIds] }, what: 'handle', actor: 'clock', note: { not: null } },
    select: { caseId: true, note: true },
  })
  const numbers = new Map<number, string[]>()
  for (const { caseId, note } of rows)
    if (note !== null) numbers.set(caseId, [...(numbers.get(caseId) ?? []), app.sealer.open(note)])
  return numbers
}
