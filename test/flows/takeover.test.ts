import { test as anyTest, expect, inject } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { botProcess } from '../support/bot-process.ts'
import { newDatabaseUrl } from '../support/db.ts'

/** Several processes: that is what PostgreSQL is for. */
const test = anyTest.skipIf(inject('dialect') !== 'postgresql')

test('two processes on one database: the one that leads is killed, the other goes on, and nothing is lost', {
  timeout: 90_000,
}, async ({ onTestFinished }) => {
  const sandbox = await startSandbox({ clock: systemClock, patienceMs: 30_000 })
  onTestFinished(() => sandbox.stop())
  const { token } = sandbox.createBot({ username: 'cunxun_bot' })
  const people = Array.from({ length: 12 }, (_, n) => sandbox.createUser({ firstName: `人${n}` }))
  const environment = {
    DATABASE_URL: await newDatabaseUrl(),
    BOT_TOKEN: token,
    BOT_API_ROOT: sandbox.apiRoot,
    ENCRYPTION_KEY: '42'.repeat(32),
  }
  const first = await botProcess(environment)
  await first.start()
  const [one] = people
  one?.start()
  await one?.hears('请选一种语言')
  const second = await botProcess(environment)
  await second.start()

  for (const person of people.slice(1, 6)) person.start()
  await first.kill()
  for (const person of people.slice(6)) person.start()
  await Promise.all(people.map((person) => person.hears('请选一种语言')))

  const asked = sandbox.calls.filter(({ method }) => method === 'sendMessage')
  expect(new Set(asked.map(({ parameters }) => String(parameters.chat_id))).size).toBe(people.length)
  expect(sandbox.duplicates().every(({ times }) => times <= 2)).toBe(true)
  expect(sandbox.calls.filter(({ status }) => status === 409)).toEqual([])
  expect(await second.stop()).toBe(0)
})
