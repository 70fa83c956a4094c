import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import type { Case } from './case.ts'
import type { Deadline } from './case-texts.ts'
import { isMain } from './clocks/case-clock.ts'
import { type KeptClock, runningClocks, runningClocksOf } from './clocks/clock-store.ts'
import { clockOwner } from './duplicates/joining.ts'

type Owned = Pick<Case, 'id' | 'joinedToId' | 'state'>

/** Of these clocks the one that says when the next step is due: of what waits, the longest pause. */
const nextOf = (clocks: readonly KeptClock[]): KeptClock | undefined =>
  clocks.find(({ purpose }) => purpose === 'pause') ?? clocks.find(isMain)

const nextClock = async (db: Tx, one: Owned): Promise<KeptClock | undefined> =>
  nextOf(await runningClocks(db, clockOwner(one)))

/** When the next step is due: of what waits, the end of the longest pause; of what goes along with another, that one's. */
export const nextDateOf = async (db: Tx, one: Owned): Promise<Date | undefined> =>
  (await nextClock(db, one))?.dueAt

/** The same of many, each by its id; those for which nothing is due are left out. */
export async function nextDatesOf(db: Tx, cases: readonly Owned[]): Promise<Map<number, Date>> {
  const clocks = await runningClocksOf(db, cases.map(clockOwner))
  return new Map(
    cases.flatMap((one) => {
      const next = nextOf(clocks.filter(({ caseId }) => caseId === clockOwner(one)))
      return next ? [[one.id, next.dueAt] as const] : []
    }),
  )
}

/** The end of a clock, as it is said. */
export const deadlineBy = (
  { config }: Pick<App, 'config'>,
  { dueAt: at, provisional, term }: Pick<KeptClock, 'dueAt' | 'provisional' | 'term'>,
): Deadline => ({ at, provisional, timeZone: config.townTimezone, isMoment: term.unit === 'hours' })

/** By when the next step is due, as it is said. */
export async function deadlineOf(db: Tx, app: App, one: Owned): Promise<Deadline> {
  const clock = await nextClock(db, one)
  return clock ? deadlineBy(app, clock) : { at: undefined, timeZone: app.config.townTimezone }
}
