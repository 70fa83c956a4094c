import type { App } from '../../app.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import type { Calendar } from '../../calendar/working-time.ts'
import { inRows } from '../../lib/rows.ts'
import { momentOf, nextMarkAt } from './case-clock.ts'
import { clocksThatCountDays, moveClocks, type NotedClock, stillCounting } from './work-out-store.ts'

/** So many are looked at in one go, and so many at most are changed in one transaction: answers come in between. */
const perLook = 250
const perTransaction = 40

/** A clock as it is by the calendar, when that is not what is noted. */
function changed(calendar: Calendar, clock: NotedClock): NotedClock | undefined {
  const { at: dueAt, provisional } = momentOf(calendar, clock, 1)
  const nextAt = nextMarkAt(calendar, clock)
  const isSame =
    isSameMoment(dueAt, clock.dueAt) &&
    isSameMoment(nextAt, clock.nextAt) &&
    provisional === clock.provisional
  return isSame ? undefined : { ...clock, dueAt, nextAt, provisional }
}

const isSameMoment = (one: Date | undefined, other: Date | undefined) => one?.getTime() === other?.getTime()

/**
 * Works out the deadlines that are running by the calendar as it is now: a year was published, or the town noted a day. Looks
 * at all of them every time, so it does not matter when the calendar changed, or what was missed; only what differs is
 * written. Returns how many deadlines have moved. Safe to call twice.
 */
export async function workOutAgain(app: App): Promise<{ moved: number }> {
  const calendar = await readCalendar(app.db, app.config.townTimezone)
  let moved = 0
  for (let afterId: number | undefined = 0; afterId !== undefined; ) {
    const clocks: NotedClock[] = await clocksThatCountDays(app.db, afterId, perLook)
    const ids = clocks.filter((clock) => changed(calendar, clock)).map(({ id }) => id)
    for (const some of inRows(ids, perTransaction)) moved += await moveSome(app, some)
    afterId = clocks.at(-1)?.id
  }
  return { moved }
}

/** Read once more in the transaction that writes: a case may have gone on meanwhile. */
async function moveSome(app: App, ids: readonly number[]): Promise<number> {
  return app.db.transaction(async (tx) => {
    const calendar = await readCalendar(tx, app.config.townTimezone)
    const before = await stillCounting(tx, ids)
    const after = before.map((clock) => changed(calendar, clock))
    await moveClocks(
      tx,
      after.filter((clock) => clock !== undefined),
    )
    return after.filter((clock, n) => clock && !isSameMoment(clock.dueAt, before[n]?.dueAt)).length
  })
}
