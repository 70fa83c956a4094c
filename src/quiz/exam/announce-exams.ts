import type { App } from '../../app.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { GroupChat, PrivateChat } from '../../delivery/message.ts'
import { isQuiet } from '../../delivery/quiet-hours.ts'
import { alone } from '../../lib/alone.ts'
import type { Tx } from '../../lib/db.ts'
import { groupsFor, peopleFor } from '../../org/audience.ts'
import type { Unit } from '../../org/unit.ts'
import { unitById } from '../../org/unit-store.ts'
import { type Exam, stageOf } from './exam.ts'
import { examById, examsToAnnounce, noteAnnounced } from './exam-store.ts'
import { announcement } from './exam-texts.ts'
import { batchOf } from './manage-exam.ts'

interface Recipient<Chat> {
  key: string
  chat: Chat
}

/** Never told when it is over. */
async function tell<Chat extends PrivateChat | GroupChat>(
  tx: Tx,
  app: App,
  { exam, unit, to, language }: { exam: Exam; unit: Unit; to: string; language: string | null },
  recipients: readonly Recipient<Chat>[],
): Promise<void> {
  const timeZone = app.config.townTimezone
  const message = announcement(app.texts.in(language), exam, { unit: unit.name, timeZone })
  const what = {
    contentKey: `${batchOf(exam)}:${to}`,
    batch: batchOf(exam),
    lane: 'bulk',
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

/**
 * Tells the people that its unit has now, and its groups if that was wished; once, while it is open, and not at night. True when it did.
 * Call it in a transaction.
 */
export async function announceIfDue(tx: Tx, app: App, exam: Exam): Promise<boolean> {
  const now = app.clock.now()
  if (stageOf(exam, now) !== 'open' || isQuiet(now, app.config.townTimezone)) return false
  const unit = await unitById(tx, exam.unitId)
  if (!unit || !(await noteAnnounced(tx, exam.id, now))) return false
  await tellPeople(tx, app, exam, unit)
  if (exam.tellsGroups) await tellGroups(tx, app, exam, unit)
  return true
}

const announceOne = (app: App, id: number): Promise<boolean> =>
  app.db.transaction(async (tx) => {
    const exam = await examById(tx, id)
    return exam !== undefined && (await announceIfDue(tx, app, exam))
  })

/** Tells of every exam that is open and that nobody has been told of: those are its people who are so when it opens. Safe to call twice. */
export async function announceExams(app: App): Promise<{ announced: number }> {
  let announced = 0
  for (const exam of await examsToAnnounce(app.db, app.clock.now()))
    if (await alone(app, { exam }, 'an exam could not be announced', () => announceOne(app, exam)))
      announced++
  return { announced }
}
