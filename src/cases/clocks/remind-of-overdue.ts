import { DateTime } from 'luxon'
import type { App } from '../../app.ts'
import { fateOf } from '../../delivery/claim-store.ts'
import type { Tx } from '../../lib/db.ts'
import { localDate } from '../../lib/local-time.ts'
import { deputiesOf } from '../../org/deputy-store.ts'
import type { Case } from '../case.ts'
import { stillOverdue } from '../desk-store.ts'
import { leadersAbove } from '../people-around.ts'
import { tellOfSeveral } from '../tell-case.ts'
import { weeklyMessage } from './ladder-texts.ts'
import { askersOf, whoAnswersForIt, whoFollowsIt } from './who-to-remind.ts'

const monday = 1
const fromMinute = 8 * 60 + 30

function isTime(now: Date, timeZone: string): boolean {
  const { weekday, hour, minute } = DateTime.fromJSDate(now, { zone: timeZone })
  return weekday === monday && hour * 60 + minute >= fromMinute
}

/** Whose it is that nothing has come of it yet. */
async function concerned(db: Tx, app: App, one: Case): Promise<number[]> {
  if (one.state === 'handled') return askersOf(db, app, one)
  const own = one.state === 'redirected' ? whoFollowsIt(db, app, one) : whoAnswersForIt(db, app, one)
  return [...(await own), ...(await leadersAbove(db, app, one))]
}

/** Of all these, and of who stands in for them, what each is concerned with, the longest overdue first. */
async function byPerson(db: Tx, app: App, cases: readonly Case[]): Promise<Map<number, Case[]>> {
  const mine = new Map<number, Set<Case>>()
  for (const one of cases)
    for (const personId of await concerned(db, app, one))
      for (const reader of [personId, ...(await deputiesOf(db, personId, app.clock.now()))])
        mine.set(reader, (mine.get(reader) ?? new Set()).add(one))
  return new Map([...mine].map(([personId, some]) => [personId, [...some]]))
}

/**
 * On Monday mornings: one message to everybody whose cases stay overdue where nobody is above to take them over, or wait for
 * somebody to ask the reporter. Once a person and week, however often it is called.
 */
export async function remindOfOverdue(app: App): Promise<{ reminded: number }> {
  const { townTimezone: timeZone } = app.config
  const now = app.clock.now()
  let reminded = 0
  if (!isTime(now, timeZone)) return { reminded }
  for (const [personId, cases] of await byPerson(app.db, app, await stillOverdue(app.db, now))) {
    const key = `overdue:${localDate(now, timeZone)}:${personId}`
    if (await fateOf(app.db, key)) continue
    const say = (tx: Tx) =>
      tellOfSeveral(tx, app, cases, personId, key, (t, theirs) => weeklyMessage(t, theirs, timeZone))
    if (await app.db.transaction(say)) reminded++
  }
  return { reminded }
}
