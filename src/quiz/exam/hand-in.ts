import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { alone } from '../../lib/alone.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { tellLateLearners } from '../bank/tell-learners.ts'
import { clearedAtOf } from '../cleared-store.ts'
import type { HeardUpTo } from '../heard-up-to.ts'
import { noteAnswers } from '../note-answers.ts'
import { newCertificateNumber } from './certificate-number.ts'
import { type Exam, isPassed, stageOf } from './exam.ts'
import { examById } from './exam-store.ts'
import { isFresh, type Paper, type PaperItem } from './paper.ts'
import {
  itemsOf,
  noteHandedIn,
  paperByCertificate,
  paperById,
  papersOf,
  papersToCertify,
  papersToHandIn,
  type ToCertify,
} from './paper-store.ts'
import type { ResultView } from './result.ts'
import { resultMessage } from './result-texts.ts'
import { sendCertificate } from './send-certificate.ts'
import { paperFor } from './show-paper.ts'

async function freeNumber(tx: Tx, app: App): Promise<string> {
  for (;;) {
    const number = newCertificateNumber(app.random)
    if (!(await paperByCertificate(tx, number))) return number
  }
}

/**
 * What was answered counts for the memory, wherever it is asked next, unless they cleared what they had learned since. What was
 * corrected meanwhile is told when the window is over: nobody can pass it on.
 */
async function remember(
  tx: Tx,
  app: App,
  { paper, exam }: { paper: Paper; exam: Exam },
  items: readonly PaperItem[],
  at: Date,
): Promise<void> {
  const clearedAt = (await clearedAtOf(tx, [paper.personId])).get(paper.personId)
  const answers = items.flatMap(({ place, questionId, version, chosen, isRight, answeredAt = at }) => {
    if (chosen === undefined || chosen.length === 0) return []
    if (clearedAt && answeredAt <= clearedAt) return []
    const key = `exam:${paper.id}:${place}`
    return [{ key, personId: paper.personId, questionId, version, chosen, isRight: isRight === true, at }]
  })
  const firsts = await noteAnswers(
    tx,
    answers.map((answer) => ({ ...answer, way: 'exam' as const })),
  )
  const when = stageOf(exam, app.clock.now()) === 'over' ? {} : { notBefore: exam.closesAt }
  await tellLateLearners(tx, app, { key: `exam-paper:${paper.id}:late-news`, ...when }, firsts)
}

/** Hands it in as it is saved, at the latest at the end of its time. Safe to call twice; true the first time. */
async function handInWithin(tx: Tx, app: App, paper: Paper, exam: Exam): Promise<boolean> {
  if (paper.handedInAt) return false
  const items = await itemsOf(tx, paper.id)
  const now = app.clock.now()
  const handedInAt = now < paper.endsAt ? now : paper.endsAt
  const right = items.filter(({ isRight }) => isRight).length
  const passed = isPassed(right, items.length, exam.passPercent)
  const certificate = passed ? await freeNumber(tx, app) : undefined
  const name = (await personById(tx, paper.personId))?.name
  const graded = { handedInAt, right, isPassed: passed, name, certificate }
  const isFirst = await noteHandedIn(tx, paper.id, graded)
  if (isFirst) await remember(tx, app, { paper, exam }, items, handedInAt)
  return isFirst
}

export async function resultOf(db: Tx, app: App, paper: Paper, exam: Exam): Promise<ResultView> {
  const taken = await papersOf(db, exam.id, paper.personId)
  const items = await itemsOf(db, paper.id)
  return {
    exam,
    paper,
    right: paper.right ?? 0,
    total: items.length,
    isPassed: paper.isPassed === true,
    isOver: stageOf(exam, app.clock.now()) === 'over',
    attemptsLeft: Math.max(0, exam.attempts - taken.length),
  }
}

/** One's own paper. Throws Refusal `exam-unknown` for another's. */
export async function handIn(app: App, by: Actor, paperId: number): Promise<ResultView> {
  return app.db.transaction(async (tx) => {
    const { paper, exam } = await paperFor(tx, by, paperId)
    await handInWithin(tx, app, paper, exam)
    const after = await paperFor(tx, by, paperId)
    return resultOf(tx, app, after.paper, exam)
  })
}

/** How one's own paper came out. Throws Refusal `exam-unknown` for another's, and for one that is not handed in. */
export async function resultFor(app: App, by: Actor, paperId: number): Promise<ResultView> {
  const { paper, exam } = await paperFor(app.db, by, paperId)
  if (!paper.handedInAt) throw new Refusal('exam-unknown')
  return resultOf(app.db, app, paper, exam)
}

/** Its owner is told how it came out, when the clock has handed it in; in the morning when that was late and it is night by now. */
async function tellOwner(tx: Tx, app: App, paper: Paper, exam: Exam): Promise<void> {
  const person = await personById(tx, paper.personId)
  if (person?.chatId === undefined) return
  const t = app.texts.in(person.language)
  const view = await resultOf(tx, app, paper, exam)
  const message = resultMessage(t, { ...view, isByClock: true, timeZone: app.config.townTimezone })
  const key = `exam-paper:${paper.id}:result`
  const chat = { kind: 'private', chatId: person.chatId } as const
  await enqueue(
    tx,
    app,
    {
      key,
      batch: key,
      chat,
      lane: 'personal',
      quiet: !isFresh(paper.endsAt, app.clock.now()),
      whenInDoubt: 'repeat',
    },
    { do: 'send', message },
  )
}

/** Hands in a paper whose time is over, and tells its owner. Undefined when it was handed in already. */
export async function handInByClock(tx: Tx, app: App, paper: Paper, exam: Exam): Promise<Paper | undefined> {
  if (!(await handInWithin(tx, app, paper, exam))) return undefined
  const after = await paperById(tx, paper.id)
  if (after) await tellOwner(tx, app, after, exam)
  return after
}

/** A certificate is never forgotten: one that could not be drawn or promised is tried again, and holds up no other. */
function certify(app: App, { id, personId, handedInAt }: ToCertify): Promise<void> {
  const quiet = !handedInAt || !isFresh(handedInAt, app.clock.now())
  return sendCertificate(app, { personId }, id, { key: `paper:${id}`, quiet })
}

const handInOne = (app: App, id: number): Promise<Paper | undefined> =>
  app.db.transaction(async (tx) => {
    const before = await paperById(tx, id)
    const exam = before && (await examById(tx, before.examId))
    return exam && handInByClock(tx, app, before, exam)
  })

/** What came in time may still wait in the inbox, but for no longer than this. */
const longestDelayMs = 5 * 60 * 1000

/** Papers whose time was over by then can be handed in: all taps that reached us before have been handled. */
async function settledBy(app: App, heardUpTo: HeardUpTo): Promise<Date> {
  const heard = await heardUpTo(app.db)
  const latest = new Date(app.clock.now().getTime() - longestDelayMs)
  return heard < latest ? latest : heard
}

/**
 * Hands in what is open when its time is over, and what came in time has been handled; what was saved counts. Sends the certificates
 * that are still to be sent.
 */
export async function handInPapers(app: App, heardUpTo: HeardUpTo): Promise<{ handedIn: number }> {
  let handedIn = 0
  for (const paper of await papersToHandIn(app.db, await settledBy(app, heardUpTo)))
    if (await alone(app, { paper }, 'a paper could not be handed in', () => handInOne(app, paper))) handedIn++
  for (const passed of await papersToCertify(app.db))
    await alone(app, { paper: passed.id }, 'a certificate could not be made', () => certify(app, passed))
  return { handedIn }
}
