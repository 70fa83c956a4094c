import type { Tx } from '../../lib/db.ts'
import { type EntryKind, entryKinds, type ToldFile } from '../entry.ts'
import type { CaseFileRow, FileRefusal, FileState } from './case-file.ts'

/** Notes the files of an entry; the timetable fetches them. */
export async function insertFiles(
  tx: Tx,
  entryId: number,
  files: readonly ToldFile[],
  now: Date,
): Promise<void> {
  await tx.caseFile.createMany({
    data: files.map(({ kind, fileId, mime, size }, position) => ({
      entryId,
      position,
      kind,
      fileId,
      mime: mime ?? null,
      size: size ?? null,
      state: 'waiting' as const,
      nextAt: now,
    })),
  })
}

interface Row {
  id: number
  entryId: number
  position: number
  kind: string
  fileId: string
  mime: string | null
  size: number | null
  state: FileState
  sha256: string | null
  keptAs: string | null
  reason: string | null
  tries: number
}

function known({
  id,
  entryId,
  position,
  kind,
  fileId,
  mime,
  size,
  state,
  sha256,
  ...more
}: Row): CaseFileRow {
  return {
    id,
    entryId,
    position,
    kind: kind as CaseFileRow['kind'],
    fileId,
    mime: mime ?? undefined,
    size: size ?? undefined,
    state,
    sha256: sha256 ?? undefined,
    keptAs: more.keptAs ?? undefined,
    reason: (more.reason as FileRefusal | null) ?? undefined,
    tries: more.tries,
  }
}

/** The files of these entries, by entry, in the order in which they were told; without those that were erased. */
export async function filesOf(db: Tx, entryIds: readonly number[]): Promise<Map<number, CaseFileRow[]>> {
  const rows = await db.caseFile.findMany({
    where: { entryId: { in: [...entryIds] }, state: { not: 'erased' } },
    orderBy: [{ entryId: 'asc' }, { position: 'asc' }],
  })
  const files = new Map<number, CaseFileRow[]>()
  for (const row of rows) files.set(row.entryId, [...(files.get(row.entryId) ?? []), known(row)])
  return files
}

/** How many files hang on a case, outside of the other party's thread. */
export async function countFiles(
  db: Tx,
  caseId: number,
  kinds: readonly EntryKind[] = entryKinds,
): Promise<number> {
  return db.caseFile.count({
    where: { entry: { caseId, partyId: null, kind: { in: [...kinds] } }, state: { not: 'erased' } },
  })
}

/** For the operator: how many are still to be kept, how many of these Telegram did not give at first, how many never came. */
export async function countFileStates(
  db: Tx,
): Promise<{ filesWaiting: number; filesLate: number; filesRefused: number }> {
  const [filesWaiting, filesLate, filesRefused] = [
    await db.caseFile.count({ where: { state: 'waiting' } }),
    await db.caseFile.count({ where: { state: 'waiting', tries: { gt: 1 } } }),
    await db.caseFile.count({ where: { state: 'refused' } }),
  ]
  return { filesWaiting, filesLate, filesRefused }
}

// ───── keeping ─────

/** What is to be fetched now, longest waiting first. */
export async function dueFiles(db: Tx, now: Date, limit: number): Promise<CaseFileRow[]> {
  const rows = await db.caseFile.findMany({
    where: { state: 'waiting', nextAt: { lte: now } },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(known)
}

/**
 * Takes a file for one try, before anything else happens: a try that ends with the process is counted too, and the key it
 * may have stored something under is not forgotten. False: somebody else was quicker, or it is not wanted any more.
 */
export async function claimFile(
  db: Tx,
  { id, tries }: CaseFileRow,
  claim: { keptAs: string; now: Date; nextAt: Date },
): Promise<boolean> {
  const { count } = await db.caseFile.updateMany({
    where: { id, state: 'waiting', tries, nextAt: { lte: claim.now } },
    data: { tries: tries + 1, keptAs: claim.keptAs, nextAt: claim.nextAt },
  })
  return count === 1
}

/** It waits until then; `tries` as they count from now on. */
export async function postponeFile(db: Tx, id: number, tries: number, nextAt: Date): Promise<void> {
  await db.caseFile.updateMany({ where: { id, state: 'waiting' }, data: { tries, nextAt } })
}

/** It is in the store. False: it was erased meanwhile. */
export async function noteKept(
  db: Tx,
  id: number,
  kept: { keptAs: string; mime: string; size: number; sha256: string },
): Promise<boolean> {
  const { count } = await db.caseFile.updateMany({
    where: { id, state: 'waiting' },
    data: { ...kept, state: 'kept', reason: null, nextAt: null },
  })
  return count === 1
}

/** It is given up; what an earlier try may have stored is to go. */
export async function noteRefused(db: Tx, id: number, reason: FileRefusal, now: Date): Promise<void> {
  await db.caseFile.updateMany({
    where: { id, state: 'waiting' },
    data: { state: 'refused', reason, nextAt: now },
  })
}

// ───── letting go ─────

/** What was said in a case, but for the thread of an other side that is there. */
export const besidesParties = { OR: [{ partyId: null }, { party: { sealed: null } }] }

/**
 * Nothing is known any more of the files of a case: of all of them, of those in one party's thread, or of those that are no party's;
 * `letGoOfFiles` then removes their bytes. Returns how many.
 */
export async function eraseFiles(
  tx: Tx,
  caseId: number,
  now: Date,
  of: 'all' | 'besides-parties' | { partyId: number } = 'all',
): Promise<number> {
  const thread = of === 'all' ? {} : of === 'besides-parties' ? besidesParties : of
  const { count } = await tx.caseFile.updateMany({
    where: { entry: { caseId, ...thread }, state: { not: 'erased' } },
    data: { state: 'erased', fileId: '', mime: null, size: null, sha256: null, reason: null, nextAt: now },
  })
  return count
}

/** Files that are erased or given up, while the store may still have something of them. */
export async function filesToLetGo(
  db: Tx,
  now: Date,
  limit: number,
): Promise<{ id: number; keptAs: string | null }[]> {
  return db.caseFile.findMany({
    where: { state: { in: ['erased', 'refused'] }, nextAt: { lte: now } },
    select: { id: true, keptAs: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
}

export async function noteLetGo(db: Tx, id: number): Promise<void> {
  await db.caseFile.updateMany({
    where: { id, state: { in: ['erased', 'refused'] } },
    data: { keptAs: null, nextAt: null },
  })
}

/** The case whose reporter told a file; undefined when somebody else said it. */
export async function caseThatTold(db: Tx, fileId: number): Promise<number | undefined> {
  const row = await db.caseFile.findUnique({
    where: { id: fileId },
    select: { entry: { select: { caseId: true, kind: true, partyId: true } } },
  })
  const entry = row?.entry
  return entry?.kind === 'told' && entry.partyId === null ? entry.caseId : undefined
}
