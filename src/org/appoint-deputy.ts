import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { type Deputy, isInOneLine, longestLeaveDays, overlap } from './deputy.ts'
import { insertDeputy, leavesAround } from './deputy-store.ts'
import { mayEnterLeave, tellOfLeave } from './leave.ts'
import type { Actor } from './person.ts'
import { namesOf } from './person-store.ts'
import { grantsOf } from './role-store.ts'

export type Leave = Omit<Deputy, 'id'>

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

/** The deputy hears of it, and whoever is away when another entered it for them. */
async function tellBoth(tx: Tx, app: App, by: Actor, id: number, leave: Leave): Promise<void> {
  const { townTimezone } = app.config
  const { personId, deputyId, startsAt, endsAt } = leave
  const names = await namesOf(tx, [personId, deputyId, by.personId])
  const name = (of: number) => names.get(of) ?? ''
  const from = localDate(startsAt, townTimezone)
  const to = localDate(new Date(endsAt.getTime() - 1), townTimezone)
  await tellOfLeave(tx, app, deputyId, `deputy:${id}`, (t) =>
    t('leave-told', { name: name(personId), from, to }),
  )
  if (by.personId === personId) return
  const args = { by: name(by.personId), deputy: name(deputyId), from, to }
  await tellOfLeave(tx, app, personId, `deputy:${id}:entered`, (t) => t('leave-entered', args))
}

/** Somebody is away for a while, and another, of the same line, does what they would do and hears what they would hear. */
export async function appointDeputy(app: App, by: Actor, leave: Leave): Promise<number> {
  const now = app.clock.now()
  mustBeATime(leave, now)
  if (leave.deputyId === leave.personId) throw new Refusal('leave-unfit')
  return app.db.transaction(async (tx) => {
    if (!(await mayEnterLeave(tx, by, leave.personId))) throw new Refusal('leave-unknown')
    const [own, theirs] = [await grantsOf(tx, leave.personId), await grantsOf(tx, leave.deputyId)]
    if (!isInOneLine(own, theirs)) throw new Refusal('leave-unfit')
    await mustBeFree(tx, leave, now)
    const id = await insertDeputy(tx, { ...leave, grantedById: by.personId })
    await tellBoth(tx, app, by, id, leave)
    return id
  })
}
