import { bench, describe } from 'vitest'
import { drawUpReport } from '../../src/cases/reports/draw-up-report.ts'
import { TestClock } from '../../src/lib/clock.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { drawBars } from '../../src/pictures/bar-chart.ts'
import { renderPicture } from '../../src/pictures/render-picture.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { manyCases } from '../support/many-cases.ts'

// The report of a year with a hundred cases and with ten thousand, as it is drawn up for the town's secretary.

const acts = ['accept', 'assign', 'begin', 'handle', 'confirm'] as const
const purposes = ['word', 'accept', 'verify'] as const

/** A town at the end of a year, with all its cases told in that year, and as many acts and clocks as a case has. */
async function townWith(count: number) {
  const clock = new TestClock('2025-12-30T01:00:00Z')
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()), clock })
  const town = await manyCases(app, count)
  const cases = await app.db.case.findMany({ select: { id: true, filedAt: true } })
  for (let from = 0; from < count; from += 1_000) {
    const some = cases.slice(from, from + 1_000)
    await app.db.caseEvent.createMany({
      data: some.flatMap(({ id, filedAt: at }) =>
        acts.map((what, n) => ({
          caseId: id,
          seq: n + 2,
          at,
          actor: n % 2 === 0 ? 'staff' : 'reporter',
          what,
          from: '',
          to: '',
          hash: `${id}:${n}`,
        })),
      ),
    })
    await app.db.caseClock.createMany({
      data: some.flatMap(({ id, filedAt: startedAt }) =>
        purposes.map((purpose) => ({
          caseId: id,
          purpose,
          level: 'group',
          startedAt,
          amount: 24,
          unit: 'hours',
          dueAt: startedAt,
          provisional: false,
          stoppedAt: startedAt,
        })),
      ),
    })
  }
  return { app, ...town }
}

const [small, large] = [await townWith(100), await townWith(10_000)]

describe("a year's report of the town", () => {
  for (const [of, count, town] of [
    ['100 cases', 100, small],
    ['10,000 cases', 10_000, large],
  ] as const)
    bench(`of ${of}`, async () => {
      const { app, secretary, units } = town
      const asked = { unitId: units.town.id, period: '2025' }
      const { report } = await drawUpReport(app.db, app, { personId: secretary.id }, asked)
      if (report.received !== count) throw new Error(`${report.received} cases`)
    })
})

const chart = drawBars({
  title: '青禾镇，2025 年',
  series: ['收到', '办结'],
  bars: Array.from({ length: 53 }, (_, n) => ({ label: `${n}`, values: [n, n / 2] })),
  stand: 'upright',
  nothing: '',
})

describe('a picture', () => {
  bench('of a year by week', async () => {
    await renderPicture(chart)
  })
})
