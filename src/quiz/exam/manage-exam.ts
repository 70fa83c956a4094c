import type { App } from '../../app.ts'
import { stopBatch } from '../../delivery/batch.ts'
import type { Tx } from '../../lib/db.ts'
import { type Page, pagesFor, pageWithin } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import { may, unitsWith } from '../../org/may.ts'
import type { Permission } from '../../org/permission.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import type { Exam } from './exam.ts'
import { closeWindow, countManaged, examById, examsManaged } from './exam-store.ts'
import { endOpenPapers } from './paper-store.ts'

/** What an exam told to the many: stopped when it is closed. */
export const batchOf = ({ id }: Pick<Exam, 'id'>): string => `exam:${id}`

/** Its host, as long as they may host there, and the secretaries there and above. Another host may not. */
export async function mayManage(db: Tx, { personId }: Actor, { hostId, unitId }: Exam): Promise<boolean> {
  const unit = await unitById(db, unitId)
  if (!unit) return false
  if (hostId === personId && (await may(db, personId, 'host-quiz', unit))) return true
  return may(db, personId, 'manage-questions', unit)
}

/** The exam, for who manages it; for others it does not exist: Refusal `exam-unknown`. */
export async function examFor(db: Tx, by: Actor, examId: number): Promise<Exam> {
  const exam = await examById(db, examId)
  if (!exam || !(await mayManage(db, by, exam))) throw new Refusal('exam-unknown')
  return exam
}

const perPage = 12

/** A page of what somebody manages. */
export interface ManagedPage extends Page {
  exams: readonly Exam[]
}

const pathsWith = async (db: Tx, { personId }: Actor, permission: Permission): Promise<string[]> =>
  (await unitsWith(db, personId, permission)).map(({ path }) => path)

/** The exams that somebody manages, by the same rule as `examFor`; the newest first. */
export async function managedExams(db: Tx, by: Actor, asked: number): Promise<ManagedPage> {
  const hosted = await pathsWith(db, by, 'host-quiz')
  const paths = await pathsWith(db, by, 'manage-questions')
  const where = { hostId: by.personId, hosted, paths }
  const pages = pagesFor(await countManaged(db, where), perPage)
  const page = pageWithin(asked, pages)
  const exams = await examsManaged(db, where, { skip: (page - 1) * perPage, take: perPage })
  return { page, pages, exams }
}

/** Its window ends now: what is open is handed in as it is, and who has not heard of it will not. Said twice it is said once. */
export async function closeExam(app: App, by: Actor, examId: number): Promise<Exam> {
  return app.db.transaction(async (tx) => {
    const exam = await examFor(tx, by, examId)
    const now = app.clock.now()
    if (await closeWindow(tx, exam.id, now)) {
      await endOpenPapers(tx, exam.id, now)
      await stopBatch(tx, batchOf(exam))
    }
    return examFor(tx, by, examId)
  })
}
