import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { madeKey } from '../../delivery/made-file.ts'
import type { Confidential } from '../../delivery/message.ts'
import { isQuiet } from '../../delivery/quiet-hours.ts'
import { alone } from '../../lib/alone.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { personById } from '../../org/person-store.ts'
import { unitById } from '../../org/unit-store.ts'
import type { HeardUpTo } from '../heard-up-to.ts'
import type { Exam } from './exam.ts'
import { endedMessage, type HostView } from './exam-host-texts.ts'
import { drawUpExam, type ExamReport } from './exam-report.ts'
import { examById, examsToEnd, noteEnded } from './exam-store.ts'
import { handInPapers } from './hand-in.ts'
import { countOpen, countTaken } from './paper-store.ts'
import { makeExamTable, promised } from './send-exam-table.ts'

export async function hostView(db: Tx, exam: Exam): Promise<HostView> {
  const unit = await unitById(db, exam.unitId)
  return { exam, unit: unit?.name ?? '', ...(await countTaken(db, exam.id)) }
}

/** Undefined when its host may not see it any more. */
async function reportFor(app: App, exam: Exam): Promise<ExamReport | undefined> {
  try {
    return await drawUpExam(app, { personId: exam.hostId }, exam.id)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The words and the table that its host gets, with the table kept already; undefined where there is nobody to tell. */
async function newsFor(
  app: App,
  exam: Exam,
  contentKey: string,
): Promise<{ chatId: number; message: Confidential } | undefined> {
  const report = await reportFor(app, exam)
  const host = report && (await personById(app.db, exam.hostId))
  if (host?.chatId === undefined || !report) return undefined
  const words = endedMessage(app.texts.in(host.language), await hostView(app.db, exam))
  const media = report.takers.length > 0 ? await makeExamTable(app, contentKey, report, host) : undefined
  return { chatId: host.chatId, message: { ...words, ...(media && { media }) } }
}

/** A paper that cannot be handed in holds up its exam no longer than this. */
const longestWaitMs = 10 * 60 * 1000

async function isToWait(app: App, { id, closesAt }: Exam): Promise<boolean> {
  const since = app.clock.now().getTime() - closesAt.getTime()
  return since < longestWaitMs && (await countOpen(app.db, id)) > 0
}

async function endOne(app: App, id: number): Promise<boolean> {
  const exam = await examById(app.db, id)
  if (!exam || (await isToWait(app, exam))) return false
  const contentKey = madeKey(`exam-end:${id}`)
  const news = await newsFor(app, exam, contentKey)
  return app.db.transaction(async (tx) => {
    if (!(await noteEnded(tx, id, app.clock.now()))) return false
    if (!news) return true
    const { chatId, message } = news
    await enqueue(tx, app, { ...promised(app, contentKey, chatId), quiet: true }, { do: 'send', message })
    return true
  })
}

/**
 * When the window of an exam is over, what is open is handed in, and its host gets the table; by day, so that whoever lost the role
 * overnight gets none. Safe to call twice.
 */
export async function endExams(app: App, heardUpTo: HeardUpTo): Promise<{ ended: number }> {
  const now = app.clock.now()
  if (isQuiet(now, app.config.townTimezone)) return { ended: 0 }
  const ids = await examsToEnd(app.db, now)
  if (ids.length > 0) await handInPapers(app, heardUpTo)
  let ended = 0
  for (const exam of ids)
    if (await alone(app, { exam }, 'an exam could not be ended', () => endOne(app, exam))) ended++
  return { ended }
}
