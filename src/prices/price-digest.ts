import { DateTime } from 'luxon'
import type { App } from '../app.ts'
import { enqueueMany } from '../delivery/enqueue.ts'
import { publicMessage } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Rule } from '../lib/schedule.ts'
import { groupsFor } from '../org/audience.ts'
import { may, mustBeAllowed } from '../org/may.ts'
import type { Actor } from '../org/person.ts'
import { tellPerson } from '../org/tell-person.ts'
import { unitById } from '../org/unit-store.ts'
import { changeSchedule, createSchedule } from '../schedules/change-schedule.ts'
import { type Firing, type FiringCounts, fireDueSchedules } from '../schedules/fire-due-schedules.ts'
import { type Missed, missedKey, type ScheduleChange } from '../schedules/schedule.ts'
import { missedMessage } from '../schedules/schedule-texts.ts'
import { type Digest, digestById, digestByKey, insertDigest } from './digest-store.ts'
import { freshPrices } from './look-up-price.ts'
import { digestOpen } from './price-buttons.ts'
import { digestMessage } from './price-texts.ts'

/** The groups under the unit hear the prices of `names` by the rule. `key` makes a repetition find the first one. */
export async function createDigest(
  app: App,
  by: Actor,
  { unitId, names, rule }: { unitId: number; names: string[]; rule: Rule },
  key: string,
): Promise<Digest> {
  if (names.length === 0) throw new Refusal('digest-no-names')
  return app.db.transaction(async (tx) => {
    await mustBeAllowed(tx, by, 'manage-digest', unitId)
    const before = await digestByKey(tx, key)
    if (before) return before
    const now = app.clock.now()
    const digest = await insertDigest(tx, { key, unitId, names, authorId: by.personId, createdAt: now })
    const timeZone = app.config.townTimezone
    await createSchedule(tx, { purpose: 'digest', subjectId: digest.id, rule, timeZone }, now)
    return digest
  })
}

/** The digest, for whoever may manage it; for others it does not exist. */
export async function digestFor(db: Tx, by: Actor, digestId: number): Promise<Digest> {
  const digest = await digestById(db, digestId)
  const unit = digest && (await unitById(db, digest.unitId))
  if (!unit || !(await may(db, by.personId, 'manage-digest', unit))) throw new Refusal('digest-unknown')
  return digest
}

export async function changeDigest(
  app: App,
  by: Actor,
  digestId: number,
  change: ScheduleChange,
): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async (tx) => {
    const { id } = await digestFor(tx, by, digestId)
    await changeSchedule(tx, { purpose: 'digest', subjectId: id }, change, now)
  })
}

/** Sends the digests that have come due; of what is not sent, its author is told. */
export async function publishDueDigests(app: App): Promise<FiringCounts> {
  return fireDueSchedules(
    app,
    'digest',
    (tx, firing) => publishOne(app, tx, firing),
    (tx, missed) => tellMissed(app, tx, missed),
  )
}

async function publishOne(app: App, tx: Tx, { subjectId, scheduleId, at, late }: Firing): Promise<void> {
  const digest = await digestById(tx, subjectId)
  if (!digest) throw new Error(`there is no digest ${subjectId}`)
  const { townTimezone: zone } = app.config
  const today = localDate(app.clock.now(), zone)
  // What has nothing fresh is counted: an old price is never passed off as today's.
  const views = await freshPrices(tx, digest.names, today)
  const old = digest.names.length - views.length
  const batch = `digest:${scheduleId}:${at.toISOString()}`
  if (views.length === 0) return tellNothingNew(app, tx, digest, batch)
  const t = app.texts.in(null)
  const message = digestMessage(t, {
    views,
    old,
    today,
    late: late ? { at, timeZone: zone } : undefined,
  })
  const expiresAt = DateTime.fromISO(today, { zone }).endOf('day').toJSDate()
  const groups = await groupsFor(tx, { unitId: digest.unitId, groups: true, people: false })
  const what = {
    contentKey: batch,
    batch,
    lane: 'bulk',
    expiresAt,
    quiet: true,
    whenInDoubt: 'repeat',
  } as const
  const recipients = groups.map((chat) => ({ key: `${batch}:chat:${chat.chatId}`, chat }))
  await enqueueMany(tx, app, { ...what, operation: { do: 'send', message } }, recipients)
}

/** Nothing goes to the groups; its author learns why. */
const tellNothingNew = (app: App, tx: Tx, digest: Digest, batch: string): Promise<void> =>
  tellPerson(tx, app, digest.authorId, `${batch}:author`, (t) => publicMessage(t('digest-nothing-new')))

async function tellMissed(app: App, tx: Tx, missed: Missed): Promise<void> {
  const digest = await digestById(tx, missed.subjectId)
  if (!digest) return
  await tellPerson(tx, app, digest.authorId, missedKey(missed), (t) =>
    missedMessage(t, missed, {
      title: t('digest-title', { names: digest.names.join(t('list-comma')) }),
      open: digestOpen.data({ digest: digest.id }),
      timeZone: app.config.townTimezone,
    }),
  )
}
