import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { type Entry, type EntryKind, readWords, type Words } from './entry.ts'

type NewEntry = Omit<Entry, 'id'> & { key: string }

/**
 * What a row of a case is found by when the same update comes again. It names no update: the inbox knows from whose chat each
 * came.
 */
export const blindUpdate = (app: Pick<App, 'sealer'>, key: string): string => app.sealer.mac(`update ${key}`)

/** Notes what was said; undefined when that update was noted before. */
export async function insertEntry(tx: Tx, app: App, entry: NewEntry): Promise<number | undefined> {
  const { caseId, kind, partyId, authorId, at } = entry
  const key = blindUpdate(app, entry.key)
  if ((await tx.caseEntry.count({ where: { key } })) > 0) return undefined
  const body = app.sealer.seal(JSON.stringify(entry.words))
  const data = { key, caseId, kind, partyId: partyId ?? null, authorId: authorId ?? null, body, at }
  const { id } = await tx.caseEntry.create({ data, select: { id: true } })
  return id
}

/** An erased entry has no words any more. */
function opened(app: App, body: string): Words {
  return body === '' ? { text: '', places: [] } : readWords(app.sealer.open(body))
}

interface Thread {
  /** Undefined: of every kind. */
  kinds?: readonly EntryKind[]
  /** A party's thread; null: the reporter's alone; undefined: all. */
  partyId?: number | null
}

/** What was said about a case, from its beginning. */
export async function entriesOf(db: Tx, app: App, caseId: number, thread: Thread = {}): Promise<Entry[]> {
  const { kinds, partyId } = thread
  const rows = await db.caseEntry.findMany({
    where: { caseId, ...(kinds && { kind: { in: [...kinds] } }), ...(partyId !== undefined && { partyId }) },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({
    id: row.id,
    caseId,
    kind: row.kind,
    partyId: row.partyId ?? undefined,
    authorId: row.authorId ?? undefined,
    words: opened(app, row.body),
    at: row.at,
  }))
}

/** What was told of each of these by who told it, from its beginning. */
export async function toldTexts(db: Tx, app: App, caseIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.caseEntry.findMany({
    where: { caseId: { in: [...caseIds] }, kind: 'told', partyId: null },
    select: { caseId: true, body: true },
    orderBy: { id: 'asc' },
  })
  const texts = new Map<number, string[]>()
  for (const { caseId, body } of rows)
    texts.set(caseId, [...(texts.get(caseId) ?? []), opened(app, body).text])
  return new Map([...texts].map(([caseId, lines]) => [caseId, lines.join('\n')]))
}
