import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { shorten } from '../../lib/shorten.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import { bankOf, insertImport, insertQuestions, keepVersions, rewriteQuestions } from './bank-store.ts'
import type { Fault } from './content.ts'
import { type Decision, decideQuestions, saysOther } from './decide-questions.ts'
import { type QuestionFile, type ReadFile, readQuestionFile, rowsIn } from './formats/read-file.ts'
import { newReason, type QuestionNews } from './question-news-texts.ts'
import { countLearners, tellLearners } from './tell-learners.ts'

export interface ImportCounts {
  new: number
  changed: number
  unchanged: number
  refused: number
}

export interface RefusedRow {
  /** Where several sheets have questions. */
  sheet?: string
  line: number
  fault: Fault
}

export interface ImportReport {
  counts: ImportCounts
  /** The rows that were refused. */
  problems: RefusedRow[]
  /** Heads of columns that nothing is read of. */
  unknown: string[]
  /** Sheets with something in them and no questions. */
  without: string[]
  /** Of those in the file, so many were retired, and stay so. */
  retired: number
  /** So many people have learned what the file corrects; they are told. */
  learners: number
}

const timeoutMs = 60_000

/** The questions of a file. Throws Refusal `questions-file-unknown` when it has none, and what reading it throws. */
export async function readQuestions(file: QuestionFile): Promise<ReadFile> {
  const read = await readQuestionFile(file)
  if (!read || rowsIn(read).length === 0) throw new Refusal('questions-file-unknown')
  return read
}

const saidIn = (read: ReadFile) => rowsIn(read).flatMap((row) => ('said' in row ? [row.said] : []))

const refusedIn = ({ sheets }: ReadFile): RefusedRow[] =>
  sheets.flatMap(({ sheet, rows }) =>
    rows.flatMap((row) =>
      'refused' in row ? [{ ...(sheet !== undefined && { sheet }), line: row.line, fault: row.refused }] : [],
    ),
  )

type Changed = Extract<Decision, { what: 'changed' }>

const changedOf = (decisions: readonly Decision[]) =>
  decisions.filter((one): one is Changed => one.what === 'changed')
const correctedOf = (decisions: readonly Decision[]) =>
  changedOf(decisions).filter(({ before, after }) => saysOther(before, after))

async function report(tx: Tx, read: ReadFile, decisions: readonly Decision[]): Promise<ImportReport> {
  const count = (what: Decision['what']) => decisions.filter((one) => one.what === what).length
  const refused = refusedIn(read)
  const corrected = correctedOf(decisions).map(({ before }) => before.id)
  return {
    counts: {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      refused: refused.length,
    },
    problems: refused,
    unknown: read.unknown,
    without: read.without,
    retired: decisions.filter((one) => one.what !== 'new' && one.before.retiredAt).length,
    learners: await countLearners(tx, corrected),
  }
}

/** Throws Refusal `unit-unknown` when it may not be done there. */
async function mustMayImport(tx: Tx, by: Actor | 'cli', unitId: number): Promise<void> {
  if (by !== 'cli') await mustBeAllowed(tx, by, 'manage-questions', unitId)
  else if (!(await unitById(tx, unitId))) throw new Refusal('unit-unknown')
}

/** What an import of the file would do to the bank of that unit. Nothing is written. */
export async function previewImport(
  app: App,
  by: Actor | 'cli',
  unitId: number,
  read: ReadFile,
): Promise<ImportReport> {
  await mustMayImport(app.db, by, unitId)
  return report(app.db, read, decideQuestions(saidIn(read), await bankOf(app.db, unitId)))
}

const sameCounts = (a: ImportCounts, b: ImportCounts): boolean =>
  a.new === b.new && a.changed === b.changed && a.unchanged === b.unchanged

/**
 * Takes the questions of a file into the bank of a unit, all that are good or none; who learned what it corrects is told.
 * Taking it in again changes nothing. Throws Refusal `questions-bank-moved` when it would do something else than `expected`,
 * what somebody was shown before.
 */
export async function importQuestions(
  app: App,
  by: Actor | 'cli',
  unitId: number,
  { fileName, read }: { fileName: string; read: ReadFile },
  expected?: ImportCounts,
): Promise<ImportReport> {
  const change = { by: by === 'cli' ? undefined : by.personId, at: app.clock.now() }
  return app.db.transaction(
    async (tx) => {
      await mustMayImport(tx, by, unitId)
      const decisions = decideQuestions(saidIn(read), await bankOf(tx, unitId))
      const done = await report(tx, read, decisions)
      if (expected && !sameCounts(expected, done.counts)) throw new Refusal('questions-bank-moved')
      const head = { unitId, fileName: shorten(fileName, 200), counts: done.counts }
      const importId = await insertImport(tx, head, change)
      await save(tx, unitId, decisions, change)
      await tellLearners(tx, app, `question-import:${importId}`, newsOf(decisions))
      return done
    },
    { timeoutMs },
  )
}

async function save(
  tx: Tx,
  unitId: number,
  decisions: readonly Decision[],
  change: { by: number | undefined; at: Date },
): Promise<void> {
  const fresh = decisions.flatMap((one) => (one.what === 'new' ? [one.content] : []))
  const corrected = new Set(correctedOf(decisions))
  await insertQuestions(tx, unitId, fresh, change)
  await keepVersions(
    tx,
    [...corrected].map(({ before }) => before),
    change,
  )
  const rewritten = changedOf(decisions).map((one) => ({
    id: one.before.id,
    content: one.after,
    version: one.before.version + (corrected.has(one) ? 1 : 0),
  }))
  await rewriteQuestions(tx, rewritten, change)
}

const newsOf = (decisions: readonly Decision[]): QuestionNews[] =>
  correctedOf(decisions).map(({ before, after }) => ({
    what: 'corrected',
    before,
    after,
    why: newReason(before, after),
  }))
