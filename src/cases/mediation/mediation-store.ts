import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Mediation, Naming } from './mediation.ts'

export async function mediationOf(db: Tx, app: App, caseId: number): Promise<Mediation | undefined> {
  const row = await db.caseMediation.findUnique({ where: { caseId } })
  if (!row) return undefined
  return {
    caseId,
    mediatorId: row.mediatorId,
    declaredAt: row.declaredAt,
    // Blank when it was erased.
    agreement: row.agreement ? app.sealer.open(row.agreement) : undefined,
    spokenFileId: row.spokenFileId ?? undefined,
    writtenAt: row.writtenAt ?? undefined,
    reporterAgreedAt: row.reporterAgreedAt ?? undefined,
    partyAgreedAt: row.partyAgreedAt ?? undefined,
    agreedAt: row.agreedAt ?? undefined,
  }
}

/** Who has declared to be neutral; undefined when nobody has. */
export async function mediatorOf(db: Tx, caseId: number): Promise<Pick<Mediation, 'mediatorId'> | undefined> {
  const row = await db.caseMediation.findUnique({ where: { caseId }, select: { mediatorId: true } })
  return row ?? undefined
}

const noConsents = { reporterAgreedAt: null, partyAgreedAt: null, agreedAt: null }
const nothingWritten = { ...noConsents, agreement: null, spokenFileId: null, writtenAt: null }

/** Somebody has declared; what another mediator had written and nobody had agreed to yet is gone with that one. */
export async function noteDeclared(
  tx: Tx,
  before: Mediation | undefined,
  { caseId, mediatorId, at }: { caseId: number; mediatorId: number; at: Date },
): Promise<void> {
  const declared = { mediatorId, declaredAt: at }
  const isAnother = before?.mediatorId !== mediatorId && before?.agreedAt === undefined
  await tx.caseMediation.upsert({
    where: { caseId },
    create: { caseId, ...declared },
    update: { ...declared, ...(isAnother && nothingWritten) },
  })
}

/** A text, to which nobody has agreed yet. */
export async function noteAgreement(
  tx: Tx,
  app: App,
  caseId: number,
  { text, spokenFileId, at }: { text: string; spokenFileId: string | undefined; at: Date },
): Promise<void> {
  await tx.caseMediation.update({
    where: { caseId },
    data: {
      ...noConsents,
      agreement: app.sealer.seal(text),
      spokenFileId: spokenFileId ?? null,
      writtenAt: at,
    },
  })
}

/** When which side agreed, and when both had; null takes it back. */
export async function noteConsent(
  tx: Tx,
  caseId: number,
  consent: Partial<Record<'reporterAgreedAt' | 'partyAgreedAt' | 'agreedAt', Date | null>>,
): Promise<void> {
  await tx.caseMediation.update({ where: { caseId }, data: consent })
}

/** It was not kept: it no longer holds, and another is to be written. What it said stays in both threads. */
export async function endAgreement(tx: Tx, caseId: number): Promise<void> {
  await tx.caseMediation.update({ where: { caseId }, data: nothingWritten })
}

const namings: Naming['what'][] = ['name-mediator', 'declare-neutral', 'decline-mediation']

/** All that was said about who is to mediate, from the beginning. */
export async function namingsOf(db: Tx, app: App, caseId: number): Promise<Naming[]> {
  const rows = await db.caseEvent.findMany({
    where: { caseId, what: { in: namings } },
    orderBy: { seq: 'asc' },
    select: { what: true, byId: true, note: true },
  })
  return rows.map(({ what: text, byId, note }) => {
    const what = text as Naming['what']
    const named = note === null ? 0 : Number(app.sealer.open(note))
    return { what, byId: byId ?? undefined, mediatorId: what === 'name-mediator' ? named : (byId ?? 0) }
  })
}
