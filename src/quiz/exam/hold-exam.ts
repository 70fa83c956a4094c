import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { idsToAsk } from '../question-store.ts'
import { announceIfDue } from './announce-exams.ts'
import { checkTerms, checkTitle, type Exam, type ExamTerms } from './exam.ts'
import { examByKey, insertExam } from './exam-store.ts'

export interface ExamPlan {
  terms: ExamTerms
  /** The groups of the unit hear of it too. */
  tellsGroups: boolean
}

/** Refused when there are fewer questions than a paper asks, on the day it opens or on the day it closes. */
async function mustHaveEnough(tx: Tx, app: App, { path }: Unit, terms: ExamTerms): Promise<void> {
  const { set, count, opensAt, closesAt } = terms
  const days = [opensAt, closesAt].map((at) => localDate(at, app.config.townTimezone))
  for (const day of new Set(days)) {
    const { length: size } = await idsToAsk(tx, path, set, day)
    if (size < count) throw new Refusal('exam-too-few-on', { size, count, day })
  }
}

/** Holds an exam. Its people are told at once when it is open by now, otherwise when it opens. `key` makes a repetition find the first one. */
export async function holdExam(app: App, by: Actor, plan: ExamPlan, key: string): Promise<Exam> {
  const terms = { ...plan.terms, title: checkTitle(plan.terms.title) }
  return app.db.transaction(async (tx) => {
    const unit = await mustBeAllowed(tx, by, 'host-quiz', terms.unitId)
    const before = await examByKey(tx, key)
    if (before) return before
    const now = app.clock.now()
    checkTerms(terms, now, app.config.townTimezone)
    await mustHaveEnough(tx, app, unit, terms)
    const { tellsGroups } = plan
    const exam = await insertExam(tx, { ...terms, tellsGroups, key, hostId: by.personId, createdAt: now })
    await announceIfDue(tx, app, exam)
    return exam
  })
}
