import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { bench, describe } from 'vitest'
import type { App } from '../../src/app.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { manyCases } from '../support/many-cases.ts'

// One pass of the ladder over ten thousand cases: when nothing is due, and when a thousand are. Answers come in between: what
// holds the event loop longest is said, and how long a question to the database waits at most.

const due = 1_000

async function townWith(count: number): Promise<App> {
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()) })
  await fillCalendar(app)
  await manyCases(app, count)
  // What is not moved below lies in the future.
  const later = new Date(app.clock.now().getTime() + 24 * 3_600_000)
  await app.db.caseClock.updateMany({ where: { stoppedAt: null }, data: { startedAt: later, nextAt: later } })
  return app
}

const app = await townWith(10_000)
const rows = await app.db.caseClock.findMany({
  where: { stoppedAt: null, purpose: 'handle' },
  select: { id: true },
  orderBy: { id: 'asc' },
  take: due,
})

/** A thousand clocks that began so long ago that half of their five days is gone. */
async function makeDue(): Promise<void> {
  const startedAt = new Date(app.clock.now().getTime() - 5 * 24 * 3_600_000)
  await app.db.caseClock.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { startedAt, marksDone: 0, nextAt: app.clock.now() },
  })
}

/** How long each of the small questions waited that were put to the database, one every 5 ms, until the pass was over. */
async function answersMeanwhile(pass: Promise<unknown>): Promise<number[]> {
  const waits: number[] = []
  let isOver = false
  const over = pass.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const from = performance.now()
    await app.db.person.findFirst({ select: { id: true } })
    waits.push(performance.now() - from)
    await setTimeout(5)
  }
  await over
  return waits
}

describe('the ladder over 10,000 cases', () => {
  bench('when nothing is due', async () => {
    const { warned } = await tellCaseClocks(app)
    if (warned !== 0) throw new Error(`warned ${warned}`)
  })

  bench(
    `when ${due} are due`,
    async () => {
      await makeDue()
      const held = monitorEventLoopDelay({ resolution: 1 })
      held.enable()
      const pass = tellCaseClocks(app)
      const waits = await answersMeanwhile(pass)
      const { warned, climbed, failed } = await pass
      held.disable()
      if (warned + climbed !== due || failed > 0) throw new Error(`warned ${warned}, ${climbed}, ${failed}`)
      const ms = (ns: number) => (ns / 1e6).toFixed(1)
      process.stdout.write(
        `the loop was held for ${ms(held.percentile(99))} ms (p99), ${ms(held.max)} ms at most; ` +
          `${waits.length} answers waited ${Math.max(...waits).toFixed(1)} ms for the database at most\n`,
      )
    },
    { iterations: 2, warmupIterations: 0, time: 1, warmupTime: 0 },
  )
})
