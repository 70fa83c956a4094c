import { bench, describe } from 'vitest'
import type { App } from '../../src/app.ts'
import type { Desk } from '../../src/intake/desk.ts'
import { waitingIn } from '../../src/intake/inbox-store.ts'
import { votesLane } from '../../src/intake/lane-of.ts'
import { receive } from '../../src/intake/receive.ts'
import { takeRows } from '../../src/intake/votes.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { takeVotes } from '../../src/quiz/evening/take-votes.ts'
import { leading, me } from '../intake/people.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'

// A ratio beside a peer in one run; the numbers alone say more about the machine than about us. On SQLite with every commit on disk.

let nextUpdate = 1

/** So many people answer a poll; Telegram hands their answers over by the hundred, in the order in which they came. */
async function answersCome(app: App, count: number): Promise<void> {
  const poll_id = `poll-${nextUpdate}`
  const updates = Array.from({ length: count }, (_, n) => ({
    update_id: nextUpdate++,
    poll_answer: {
      poll_id,
      user: { id: 10_000 + n, is_bot: false, first_name: `人${n}` },
      option_ids: [n % 4],
      option_persistent_ids: [String(n % 4)],
    },
  }))
  for (let from = 0; from < count; from += 100) await receive(app, me, updates.slice(from, from + 100))
}

async function openDesk(): Promise<Desk> {
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()) })
  const handler = {
    handle: async () => undefined,
    apologize: async () => undefined,
    takeVotes: (...given: Parameters<Desk['handler']['takeVotes']>) => takeVotes(app, ...given),
  }
  const { signal } = new AbortController()
  const counts = { handled: 0, failures: 0, parked: 0 }
  return { app, term: await leading(app), handler, stopping: signal, over: signal, counts }
}

/** From Telegram's hands into the votes: `perTransaction` in each. */
async function storm(desk: Desk, count: number, perTransaction: number): Promise<void> {
  await answersCome(desk.app, count)
  for (;;) {
    const rows = await waitingIn(desk.app.db, votesLane, perTransaction)
    if (rows.length === 0) return
    await takeRows(desk, rows)
  }
}

const [many, one] = [await openDesk(), await openDesk()]

/** Once for the eye: the storm of an evening, with its rate and what it takes of memory. */
async function tellStorm(): Promise<void> {
  const count = 5_000
  const before = process.memoryUsage().rss
  const begunMs = performance.now()
  await storm(await openDesk(), count, 500)
  const seconds = (performance.now() - begunMs) / 1_000
  const megabytes = Math.round((process.memoryUsage().rss - before) / 1024 / 1024)
  process.stdout.write(
    `${count} answers: ${Math.round(count / seconds)} a second, ${megabytes} MB more memory\n`,
  )
}
await tellStorm()

describe('500 answers come in and are written down, durably', () => {
  bench('by the hundreds', () => storm(many, 500, 500))
  bench('one by one', () => storm(one, 500, 1), { iterations: 3, time: 0 })
})
