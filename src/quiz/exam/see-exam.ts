import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { idsOnPath, type Unit } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import { belongsTo, pathsOf } from '../belonging.ts'
import type { Exam } from './exam.ts'
import { examById, examsTaken, examsToTake } from './exam-store.ts'
import type { Paper } from './paper.ts'
import { papersOf } from './paper-store.ts'

/** An exam as somebody finds it before they begin, and what they have made of it. */
export interface TakerView {
  exam: Exam
  unit: Pick<Unit, 'name' | 'path'>
  papers: readonly Paper[]
  /** The paper that they are in the middle of. */
  open: Paper | undefined
  /** They are of its people still: who has moved away sees what they have written, and begins no other paper. */
  belongs: boolean
}

/** For the people of its unit, and for who has a paper of it; for others it does not exist: Refusal `exam-unknown`. */
export async function takerView(db: Tx, app: App, { personId }: Actor, examId: number): Promise<TakerView> {
  const exam = await examById(db, examId)
  const unit = exam && (await unitById(db, exam.unitId))
  if (!unit) throw new Refusal('exam-unknown')
  const belongs = await belongsTo(db, personId, unit)
  const papers = await papersOf(db, exam.id, personId)
  if (!belongs && papers.length === 0) throw new Refusal('exam-unknown')
  const open = papers.find(({ handedInAt, endsAt }) => !handedInAt && endsAt > app.clock.now())
  return { exam, unit, papers, open, belongs }
}

const dayMs = 24 * 60 * 60 * 1000
const listedForMs = 90 * dayMs
const listed = 12

/** The exams that somebody may take now or later, and those of the last 90 days that they took. */
export async function examsOf(app: App, { personId }: Actor): Promise<{ take: Exam[]; taken: Exam[] }> {
  const unitIds = [...new Set((await pathsOf(app.db, personId)).flatMap(idsOnPath))]
  const to = app.clock.now()
  const from = new Date(to.getTime() - listedForMs)
  return {
    take: await examsToTake(app.db, { personId, unitIds }, to),
    taken: await examsTaken(app.db, personId, { from, to }, listed),
  }
}
