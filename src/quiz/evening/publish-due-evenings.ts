import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import type { Public } from '../../delivery/message.ts'
import { alone } from '../../lib/alone.ts'
import type { Tx } from '../../lib/db.ts'
import type { T } from '../../lib/i18n.ts'
import { bindingOf } from '../../org/binding-store.ts'
import { may } from '../../org/may.ts'
import { unitById } from '../../org/unit-store.ts'
import { type FiringCounts, fireDueSchedules } from '../../schedules/fire-due-schedules.ts'
import { type Missed, missedKey } from '../../schedules/schedule.ts'
import { missedMessage } from '../../schedules/schedule-texts.ts'
import { quizPlanOpen } from './evening-buttons.ts'
import { plannedKey } from './evening-keys.ts'
import { eveningByKey, eveningIn } from './evening-store.ts'
import { announcedBeforeMs, later, noticeMs, plusMs } from './evening-times.ts'
import { type NotHeld, notHeldMessage } from './host-texts.ts'
import { openEvening } from './open-evening.ts'
import { isByNight } from './plan-evening.ts'
import { planById, plansBefore, type QuizPlan } from './plan-store.ts'
import { sizeOfSet } from './size-of-set.ts'
import { groupNow, hostOf } from './tell-evening.ts'

/** Announces what comes in ten minutes, and what has come due without having been. Of what is not held, its host is told. */
export async function publishDueEvenings(app: App): Promise<FiringCounts & { announced: number }> {
  const announced = await announceAhead(app)
  const counts = await fireDueSchedules(
    app,
    'quiz',
    (tx, { subjectId, at }) => holdAtItsTime(tx, app, subjectId, at),
    (tx, missed) => tellMissed(tx, app, missed),
  )
  return { ...counts, announced }
}

async function announceAhead(app: App): Promise<number> {
  const now = app.clock.now()
  let announced = 0
  for (const { planId, at } of await plansBefore(app.db, plusMs(now, announcedBeforeMs))) {
    // What is past is for the schedule to decide.
    if (at <= now) continue
    if ((await openAlone(app, planId, at)) === 'opened') announced++
  }
  return announced
}

/** A plan that is broken holds up no other: at its time its schedule is set aside. */
const openAlone = (app: App, planId: number, at: Date): Promise<Opened | undefined> =>
  alone(app, { plan: planId }, 'a quiz could not be announced', () =>
    app.db.transaction((tx) => announceOne(tx, app, planId, at)),
  )

async function planNow(tx: Tx, planId: number): Promise<QuizPlan> {
  const plan = await planById(tx, planId)
  if (!plan) throw new Error(`there is no quiz plan ${planId}`)
  return plan
}

/** The group is still of that unit, and the host may still hold one there. */
async function isStillTheirs(tx: Tx, { chatId, unitId, hostId }: QuizPlan): Promise<boolean> {
  const binding = await bindingOf(tx, chatId)
  const unit = binding?.unitId === unitId ? await unitById(tx, unitId) : undefined
  if (!unit || !(await groupNow(tx, { chatId })).isReachable) return false
  return may(tx, hostId, 'host-quiz', unit)
}

type Opened = 'opened' | 'known' | NotHeld

async function open(tx: Tx, app: App, planId: number, at: Date): Promise<Opened> {
  const plan = await planNow(tx, planId)
  const key = plannedKey(planId, at)
  if (await eveningByKey(tx, key)) return 'known'
  if (!(await isStillTheirs(tx, plan))) return 'unbound'
  if (await eveningIn(tx, plan.chatId)) return 'busy'
  const { id: _, ...rest } = plan
  const createdAt = app.clock.now()
  const startsAt = later(at, plusMs(createdAt, noticeMs))
  if (isByNight(app, startsAt, plan)) return 'night'
  if ((await sizeOfSet(tx, app, { ...plan, startsAt })) === 0) return 'empty'
  await openEvening(tx, app, { ...rest, key, planId, startsAt, createdAt })
  return 'opened'
}

/** That there is nothing to ask its host hears at once, while it can be mended; all else may be otherwise at its time. */
async function announceOne(tx: Tx, app: App, planId: number, at: Date): Promise<Opened> {
  const done = await open(tx, app, planId, at)
  if (done === 'empty') await tellNotHeld(tx, app, planId, at, done)
  return done
}

async function holdAtItsTime(tx: Tx, app: App, planId: number, at: Date): Promise<void> {
  const done = await open(tx, app, planId, at)
  if (done !== 'opened' && done !== 'known') await tellNotHeld(tx, app, planId, at, done)
}

async function tellNotHeld(tx: Tx, app: App, planId: number, at: Date, why: NotHeld): Promise<void> {
  const plan = await planNow(tx, planId)
  const { title } = await groupNow(tx, plan)
  await tellHost(tx, app, plan, `${plannedKey(planId, at)}:not-held`, (t) => notHeldMessage(t, title, why))
}

async function tellMissed(tx: Tx, app: App, missed: Missed): Promise<void> {
  const plan = await planById(tx, missed.subjectId)
  if (!plan) return
  const { title } = await groupNow(tx, plan)
  await tellHost(tx, app, plan, missedKey(missed), (t) =>
    missedMessage(t, missed, {
      title: t('quiz-plan-title', { group: title }),
      open: quizPlanOpen.data({ plan: plan.id }),
      timeZone: app.config.townTimezone,
    }),
  )
}

async function tellHost(tx: Tx, app: App, plan: QuizPlan, key: string, say: (t: T) => Public): Promise<void> {
  const host = await hostOf(tx, plan)
  if (!host) return
  const how = { key, batch: key, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  const message = say(app.texts.in(host.language))
  await enqueue(tx, app, { ...how, chat: host.chat }, { do: 'send', message })
}
