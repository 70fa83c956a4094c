import type { App } from '../../app.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { GroupChat, PrivateChat } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { Refusal } from '../../lib/refusal.ts'
import { groupsFor, peopleFor } from '../../org/audience.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { idsToAsk } from '../question-store.ts'
import { checkTerms, checkTitle, type Exam, type ExamTerms } from './exam.ts'
import { examByKey, insertExam } from './exam-store.ts'
import { announcement } from './exam-texts.ts'
import { batchOf } from './manage-exam.ts'

export interface ExamPlan {
  terms: ExamTerms
  /** The groups of the unit hear of it too. */
  tellsGroups: boolean
}

/** Refused when there are fewer questions than a paper asks. */
async function mustHaveEnough(tx: Tx, app: App, { path }: Unit, { set, count }: ExamTerms): Promise<void> {
  const day = localDate(app.clock.now(), app.config.townTimezone)
  const size = (await idsToAsk(tx, path, set, day)).length
  if (size < count) throw new Refusal('exam-too-few', { size, count })
}

/** Holds an exam, and promises to tell its people when it opens. `key` makes a repetition find the first one. */
export async function holdExam(app: App, by: Actor, plan: ExamPlan, key: string): Promise<Exam> {
  const terms = { ...plan.terms, title: checkTitle(plan.terms.title) }
  return app.db.transaction(async (tx) => {
    const unit = await mustBeAllowed(tx, by, 'host-quiz', terms.unitId)
    const before = await examByKey(tx, key)
    if (before) return before
    const now = app.clock.now()
    checkTerms(terms, now)
    await mustHaveEnough(tx, app, unit, terms)
    const exam = await insertExam(tx, { ...terms, key, hostId: by.personId, createdAt: now })
    await tellPeople(tx, app, exam, unit)
    if (plan.tellsGroups) await tellGroups(tx, app, exam, unit)
    return exam
  })
}

interface Recipient<Chat> {
  key: string
  chat: Chat
}

/** Told when it opens, in the morning when that is at night, and never when it is over. */
async function tell<Chat extends PrivateChat | GroupChat>(
  tx: Tx,
  app: App,
  { exam, unit, to, language }: { exam: Exam; unit: Unit; to: string; language: string | null },
  recipients: readonly Recipient<Chat>[],
): Promise<void> {
  const now = app.clock.now()
  const message = announcement(app.texts.in(language), exam, {
    unit: unit.name,
    timeZone: app.config.townTimezone,
  })
  const what = {
    contentKey: `${batchOf(exam)}:${to}`,
    batch: batchOf(exam),
    lane: 'bulk',
    notBefore: exam.opensAt > now ? exam.opensAt : now,
    expiresAt: exam.closesAt,
    quiet: true,
    whenInDoubt: 'repeat',
  } as const
  await enqueueMany(tx, app, { ...what, operation: { do: 'send', message } }, recipients)
}

async function tellPeople(tx: Tx, app: App, exam: Exam, unit: Unit): Promise<void> {
  const people = await peopleFor(tx, { unitId: unit.id, groups: false, people: true })
  const languages = new Set(people.map(({ language }) => language ?? null))
  for (const language of languages) {
    const readers = people.filter((one) => (one.language ?? null) === language)
    const recipients = readers.map(({ personId, chat }) => ({
      key: `exam:${exam.id}:person:${personId}`,
      chat,
    }))
    await tell(tx, app, { exam, unit, to: `people:${language ?? ''}`, language }, recipients)
  }
}

async function tellGroups(tx: Tx, app: App, exam: Exam, unit: Unit): Promise<void> {
  const groups = await groupsFor(tx, { unitId: unit.id, groups: true, people: false })
  const recipients = groups.map((chat) => ({ key: `exam:${exam.id}:chat:${chat.chatId}`, chat }))
  await tell<GroupChat>(tx, app, { exam, unit, to: 'groups', language: null }, recipients)
}
