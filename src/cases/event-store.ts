import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { CaseEvent, EventActor } from './case-event.ts'

export type NewEvent = Omit<CaseEvent, 'seq'>

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

/** The last act of that name in a case. */
export async function lastEvent(
  db: Tx,
  app: App,
  caseId: number,
  what: string,
): Promise<CaseEvent | undefined> {
  const events = await eventsOf(db, app, caseId)
  return events.findLast((event) => event.what === what)
}

const work = ['accept', 'redirect', 'decline', 'begin', 'pause', 'resume', 'handle', 'declare-neutral']

/** Whether somebody ever had a hand in it: took it in, or did what was to be done. */
export async function hasWorkedOn(db: Tx, caseId: number, personId: number): Promise<boolean> {
  return (await db.caseEvent.count({ where: { caseId, byId: personId, what: { in: work } } })) > 0
}
