import type { App } from '../../app.ts'
import { chatById } from '../../delivery/address-store.ts'
import { fateOf } from '../../delivery/claim-store.ts'
import type { DeliveryState } from '../../delivery/delivery.ts'
import { enqueue, enqueueEdit } from '../../delivery/enqueue.ts'
import { type Public, publicMessage } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { personById } from '../../org/person-store.ts'
import { isStillTheirs } from './due-store.ts'
import type { Evening, Session } from './evening.ts'
import { announcementKey, lateFor, panelKey, resultKey } from './evening-keys.ts'
import { type AnnouncementView, announcement } from './evening-texts.ts'
import { plusMs } from './evening-times.ts'
import { countGuests } from './guest-store.ts'
import { type PanelView, panel } from './host-texts.ts'
import { sizeOfSet } from './size-of-set.ts'

const minuteMs = 60_000
/** What concerns the moment is not said later. */
const momentMs = 10 * minuteMs

export const groupOf = ({ chatId }: Pick<Evening, 'chatId'>) => ({ kind: 'group', chatId }) as const

/** Whether we can write to the group, and what it is called. */
export async function groupNow(
  db: Tx,
  { chatId }: Pick<Evening, 'chatId'>,
): Promise<{ isReachable: boolean; title: string }> {
  const chat = await chatById(db, chatId)
  return { isReachable: chat?.isActive ?? false, title: chat?.title ?? '' }
}

/** A group that was taken from the unit hears no more of what that unit holds. */
const hearsUs = async (db: Tx, evening: Evening): Promise<boolean> =>
  (await groupNow(db, evening)).isReachable && (await isStillTheirs(db, evening))

/** Says something to the group in its turn, unless nobody hears us there. `key` is unique. */
export async function sayToGroup(
  tx: Tx,
  app: App,
  evening: Evening,
  key: string,
  message: Public,
  { lastsMs = momentMs } = {},
): Promise<void> {
  if (!(await hearsUs(tx, evening))) return
  const batch = `evening:${evening.id}`
  const expiresAt = plusMs(app.clock.now(), lastsMs)
  const how = { batch, expiresAt, lane: 'answer', whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, { ...how, key, chat: groupOf(evening) }, { do: 'send', message })
}

/** The announcement as it is now: it promises no more questions than there are. */
async function announcementView(db: Tx, app: App, evening: Evening): Promise<AnnouncementView> {
  const { id: eveningId, startsAt, secondsEach, isRanked } = evening
  const { townTimezone: timeZone } = app.config
  const count = Math.min(evening.count, await sizeOfSet(db, app, evening))
  const guests = await countGuests(db, eveningId)
  return { eveningId, startsAt, count, secondsEach, isRanked, timeZone, guests, lateFor: lateFor(evening) }
}

export async function announce(tx: Tx, app: App, evening: Evening): Promise<void> {
  const message = announcement(app.texts.in(null), await announcementView(tx, app, evening))
  const key = announcementKey(evening.id)
  const how = { key, batch: key, expiresAt: evening.startsAt, lane: 'answer', whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, { ...how, chat: groupOf(evening) }, { do: 'send', message })
}

/** Shows how many want to take part by now. */
export async function recount(tx: Tx, app: App, evening: Evening): Promise<void> {
  const message = announcement(app.texts.in(null), await announcementView(tx, app, evening))
  const of = announcementKey(evening.id)
  await enqueueEdit(tx, app, { of, batch: `${of}:edits`, chat: groupOf(evening), lane: 'answer' }, message)
}

/** Where the host is written to, and in which language; undefined when we cannot. */
export async function hostOf(db: Tx, { hostId }: Pick<Evening, 'hostId'>) {
  const host = await personById(db, hostId)
  if (host?.chatId === undefined) return undefined
  if (!(await chatById(db, host.chatId))?.isActive) return undefined
  return { chat: { kind: 'private', chatId: host.chatId } as const, language: host.language }
}

const isLost: readonly DeliveryState[] = ['gone', 'rejected', 'expired', 'stopped']

async function resultOf(db: Tx, { id }: Evening): Promise<PanelView['result']> {
  const fate = await fateOf(db, resultKey(id))
  if (!fate || isLost.includes(fate.state)) return 'unsaid'
  return fate.state === 'sent' ? 'said' : 'promised'
}

export async function panelView(db: Tx, app: App, session: Session): Promise<PanelView> {
  const { title } = await groupNow(db, session.evening)
  const result = await resultOf(db, session.evening)
  return { session, title, now: app.clock.now(), timeZone: app.config.townTimezone, result }
}

/** It ended by itself: a message of its own, so that the host hears of it. */
export async function tellHostEnded(tx: Tx, app: App, session: Session): Promise<void> {
  const host = await hostOf(tx, session.evening)
  if (!host) return
  const { html } = panel(app.texts.in(host.language), await panelView(tx, app, session))
  const key = `evening:${session.evening.id}:host-ended`
  const how = { key, batch: key, chat: host.chat, lane: 'personal', whenInDoubt: 'repeat' } as const
  await enqueue(tx, app, how, { do: 'send', message: publicMessage(html) })
}

/** The host's own message: the first time it is sent, afterwards it is changed. */
export async function showPanel(tx: Tx, app: App, session: Session, { isFirst = false } = {}): Promise<void> {
  const host = await hostOf(tx, session.evening)
  if (!host) return
  const message = panel(app.texts.in(host.language), await panelView(tx, app, session))
  const key = panelKey(session.evening.id)
  const { chat } = host
  if (isFirst) {
    const how = { key, batch: key, chat, lane: 'personal', whenInDoubt: 'repeat' } as const
    await enqueue(tx, app, how, { do: 'send', message })
  } else {
    await enqueueEdit(tx, app, { of: key, batch: `${key}:edits`, chat, lane: 'personal' }, message)
  }
}
