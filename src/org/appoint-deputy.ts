import type { App } from '../app.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { publicMessage } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { type Deputy, isInOneLine, longestLeaveDays, overlap } from './deputy.ts'
import { deputyById, endDeputyRow, insertDeputy, leavesAround } from './deputy-store.ts'
import { may } from './may.ts'
import type { Actor } from './person.ts'
import { personById } from './person-store.ts'
import { grantsOf } from './role-store.ts'

export type Leave = Omit<Deputy, 'id'>

/** Oneself, or who hands out the offices of the absent. */
async function mustBeTheirs(tx: Tx, by: Actor, personId: number): Promise<void> {
  if (by.personId === personId) return
  for (const grant of await grantsOf(tx, personId))
    if (await may(tx, by.personId, 'manage-roles', grant)) return
  throw new Refusal('leave-unknown')
}

function mustBeATime({ startsAt, endsAt }: Leave, now: Date): void {
  const longestMs = longestLeaveDays * 24 * 60 * 60 * 1000
  if (endsAt <= now || endsAt <= startsAt) throw new Refusal('leave-past')
  if (endsAt.getTime() - startsAt.getTime() > longestMs)
    throw new Refusal('leave-too-long', { days: longestLeaveDays })
}

/** One stands in for one at a time, and nobody for somebody who stands in for others: what is waited for must not go in a circle. */
async function mustBeFree(tx: Tx, leave: Leave, now: Date): Promise<void> {
  const { personId, deputyId } = leave
  const own = await leavesAround(tx, personId, now)
  const others = await leavesAround(tx, deputyId, now)
  const clashes = [
    ...own.filter((known) => known.personId === personId || known.deputyId === personId),
    ...others.filter((known) => known.personId === deputyId),
  ]
  if (clashes.some((known) => overlap(known, leave))) throw new Refusal('leave-clash')
}

async function tell(tx: Tx, app: App, personId: number, key: string, say: (t: T) => string): Promise<void> {
  const person = await personById(tx, personId)
  if (person?.chatId === undefined) return
  const chat = { kind: 'private', chatId: person.chatId } as const
  const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  const message = publicMessage(escapeHtml(say(app.texts.in(person.language))))
  await enqueue(tx, app, what, { do: 'send', message })
}

/** Somebody is away for a while, and another, of the same line, does what they would do and hears what they would hear. */
export async function appointDeputy(app: App, by: Actor, leave: Leave): Promise<number> {
  const now = app.clock.now()
  mustBeATime(leave, now)
  if (leave.deputyId === leave.personId) throw new Refusal('leave-unfit')
  return app.db.transaction(async (tx) => {
    await mustBeTheirs(tx, by, leave.personId)
    const [own, theirs] = [await grantsOf(tx, leave.personId), await grantsOf(tx, leave.deputyId)]
    if (!isInOneLine(own, theirs)) throw new Refusal('leave-unfit')
    await mustBeFree(tx, leave, now)
    const id = await insertDeputy(tx, { ...leave, grantedById: by.personId })
    const absent = await personById(tx, leave.personId)
    const { townTimezone } = app.config
    await tell(tx, app, leave.deputyId, `deputy:${id}`, (t) =>
      t('leave-told', {
        name: absent?.name ?? '',
        from: localDate(leave.startsAt, townTimezone),
        to: localDate(new Date(leave.endsAt.getTime() - 1), townTimezone),
      }),
    )
    return id
  })
}

/** They are back. */
export async function endDeputy(app: App, by: Actor, id: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    const deputy = await deputyById(tx, id)
    if (!deputy) throw new Refusal('leave-unknown')
    await mustBeTheirs(tx, by, deputy.personId)
    await endDeputyRow(tx, id, app.clock.now())
    const absent = await personById(tx, deputy.personId)
    await tell(tx, app, deputy.deputyId, `deputy:${id}:ended`, (t) =>
      t('leave-over', { name: absent?.name ?? '' }),
    )
  })
}
