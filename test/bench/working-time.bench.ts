import { bench, describe } from 'vitest'
import type { App } from '../../src/app.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { forgetDay, noteDay } from '../../src/calendar/note-day.ts'
import type { Calendar } from '../../src/calendar/working-time.ts'
import { markReached, momentOf, nextMarkAt, type Pause } from '../../src/cases/clocks/case-clock.ts'
import { workOutAgain } from '../../src/cases/clocks/work-out-again.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { slowAfterWorkingDays, slowAfterWorkingMs, slowWorkingMsBetween } from '../calendar/day-by-day.ts'
import { testApp } from '../support/app.ts'
import { realCalendar } from '../support/calendar.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { testUnits } from '../support/people.ts'

const hourMs = 3_600_000
const open = 10_000
const now = new Date('2026-03-02T01:00:00Z')
const startedAt = (n: number) => new Date(now.getTime() - (n % 400) * hourMs)
const term = { amount: 10, unit: 'working-days' } as const

/** Every third one has stood for two days. */
const pausesOf = (n: number): Pause[] => {
  const from = new Date(startedAt(n).getTime() + 24 * hourMs)
  return n % 3 === 0 ? [{ from, to: new Date(from.getTime() + 48 * hourMs) }] : []
}

const clocks = Array.from({ length: open }, (_, n) => ({
  id: n,
  caseId: n,
  purpose: 'handle' as const,
  startedAt: startedAt(n),
  term,
  pauses: pausesOf(n),
  pausedAt: undefined,
  dueAt: now,
  provisional: false,
  marksDone: n % 3,
}))

/** What the deadline job asks of every clock; the calendar is read anew for each run. */
function lookAtAll(calendar: Calendar): void {
  for (const clock of clocks) {
    markReached(calendar, clock, now)
    momentOf(calendar, clock, 1)
    nextMarkAt(calendar, clock)
  }
}

describe('the moments of running clocks', () => {
  bench('10,000 clocks, each mark, end and next mark', () => lookAtAll(realCalendar()))
})

describe('one deadline in working days, with its half', () => {
  const calendar = realCalendar()
  let n = 0
  const next = () => startedAt(n++)
  bench('by sums', () => {
    momentOf(calendar, { purpose: 'handle', startedAt: next(), term, pauses: [] }, 0.5)
  })
  bench('day by day', () => {
    const from = next()
    const end = slowAfterWorkingDays(calendar, from, term.amount).at
    slowAfterWorkingMs(calendar, from, slowWorkingMsBetween(calendar, from, end) / 2)
  })
})

/** A town in which so many cases are being handled. */
async function townWithOpenCases(): Promise<App> {
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()) })
  await fillCalendar(app)
  const units = await testUnits(app)
  const rows = clocks.map(({ id }) => ({
    id: id + 1,
    key: `k${id}`,
    number: `n${id}`,
    kind: 'road',
    urgency: 'usual' as const,
    privacy: 'named' as const,
    wayIn: 'self' as const,
    state: 'working' as const,
    unitId: units.heping.id,
    handlingUnitId: units.heping.id,
    reporterMark: `m${id}`,
    alias: '7K2',
    filedAt: startedAt(id),
  }))
  await app.db.case.createMany({ data: rows })
  await app.db.caseClock.createMany({
    data: clocks.map(({ caseId, purpose, startedAt, pauses, marksDone }) => ({
      caseId: caseId + 1,
      purpose,
      level: 'village',
      startedAt,
      ...term,
      pauses: JSON.stringify(pauses.map(({ from, to }) => [from, to])),
      dueAt: now,
      provisional: true,
      marksDone,
    })),
  })
  await workOutAgain(app)
  return app
}

const town = await townWithOpenCases()

describe('10,000 running deadlines are worked out again', () => {
  bench('when nothing has changed', async () => {
    const { moved } = await workOutAgain(town)
    if (moved !== 0) throw new Error(`moved ${moved}`)
  })
  bench(
    'when a day has become a day off, and again when it has not',
    async () => {
      await noteDay(town, 'cli', { day: '2026-03-03', isWorked: false, name: '大雪' })
      const { moved } = await workOutAgain(town)
      await forgetDay(town, 'cli', '2026-03-03')
      const back = await workOutAgain(town)
      if (moved === 0 || back.moved !== moved) throw new Error(`moved ${moved}, and back ${back.moved}`)
    },
    { iterations: 2, warmupIterations: 0, time: 1, warmupTime: 0 },
  )
})
