import { validate } from 'node-cron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fillCalendar } from '../src/calendar/fill-calendar.ts'
import { type Job, passTime, runDue, runThrough, startJobs, timetable } from '../src/jobs.ts'
import { type TestApp, testApp } from './support/app.ts'

let app: TestApp
let ran: string[]
beforeEach(async () => {
  app = await testApp()
  ran = []
})
afterEach(() => void vi.useRealTimers())

/** A job that notes when it ran, in the town's time. */
const job = (name: string, cron: string, act: () => unknown = () => undefined): Job => ({
  name,
  cron,
  async run() {
    ran.push(`${name} ${app.clock.now().toISOString().slice(11, 16)}`)
    await act()
    return { did: 1 }
  },
})

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)

test('every line of the timetable can be read, and has a name of its own', () => {
  const jobs = timetable(app)
  for (const { cron } of jobs) expect(validate(cron)).toBe(true)
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length)
})

test('every verb of the timetable runs on an empty town, twice', async () => {
  await fillCalendar(app)
  for (const { run } of [...timetable(app), ...timetable(app)])
    for (const count of Object.values(await run())) expect(count).toBe(0)
})

test('what was due runs once, however often; what was not does not; eight means eight in the town', async () => {
  const jobs = [job('minutely', '* * * * *'), job('morning', '0 8 * * *'), job('evening', '0 20 * * *')]
  expect(await runDue(app, at('00:00'), at('00:00'), jobs)).toEqual([])
  expect(await runDue(app, at('00:00'), at('00:05'), jobs)).toEqual(['minutely'])
  expect(await runDue(app, new Date(at('00:00').getTime() - 1), at('00:00'), jobs)).toEqual([
    'minutely',
    'morning',
  ])
  expect(ran).toHaveLength(3)
})

test('one that fails stops nobody else', async () => {
  const broken = job('broken', '* * * * *', () => {
    throw new Error('no')
  })
  expect(await runDue(app, at('00:00'), at('00:01'), [broken, job('next', '* * * * *')])).toEqual([
    'broken',
    'next',
  ])
})

test('a clock that passes through a night stops at what is due', async () => {
  const jobs = [job('hourly', '0 * * * *'), job('morning', '30 7 * * *')]
  const moveTo = (to: Date) => app.clock.setWall(to)
  await runThrough(app, at('21:00'), new Date('2026-03-03T00:00:00Z'), moveTo, jobs)
  expect(ran).toEqual(['hourly 22:00', 'hourly 23:00', 'morning 23:30', 'hourly 00:00'])
  expect(app.clock.now()).toEqual(new Date('2026-03-03T00:00:00Z'))
})

test('a clock that runs on while jobs run is not put back', async () => {
  app.clock.setWall(at('21:00'))
  const jobs = [job('slow', '0 * * * *', () => app.clock.advance(1500))]
  await runThrough(app, at('21:00'), at('22:00'), (to) => app.clock.setWall(to), jobs)
  expect(app.clock.now().getTime()).toBe(at('22:00').getTime() + 1500)
})

test('the heartbeat runs what is due while we lead, never twice at once, and ends when told', async () => {
  vi.useFakeTimers({ now: at('00:00'), toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  let release = () => {}
  const slow = new Promise<void>((resolve) => {
    release = resolve
  })
  const leadership = { name: 'leader', epoch: 1 as number | undefined }
  const lines = [job('slow', '* * * * *', () => slow), job('quick', '* * * * *')]
  const jobs = startJobs(app, leadership, lines)
  await vi.advanceTimersByTimeAsync(180_000)
  const times = (name: string) => ran.filter((line) => line.startsWith(name)).length
  expect([times('slow'), times('quick')]).toEqual([1, 3])
  leadership.epoch = undefined
  await vi.advanceTimersByTimeAsync(120_000)
  expect(times('quick')).toBe(3)
  leadership.epoch = 2
  let stopped = false
  const stopping = jobs.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(120_000)
  expect([stopped, times('quick')]).toEqual([false, 3])
  release()
  await stopping
})

test('when the clock jumps, what publishes runs at its minutes on the way, the rest once at the end', async () => {
  const jobs = [job('tell', '* * * * *'), job('publish-due', '*/20 * * * *')]
  const from = app.clock.now().getTime()
  const to = new Date(from + 45 * 60_000)
  await passTime(app, to, (at) => app.clock.advance(at.getTime() - app.clock.now().getTime()), jobs)
  expect(ran.map((line) => line.split(' ')[0])).toEqual(['publish-due', 'publish-due', 'tell'])
  expect(app.clock.now()).toEqual(to)
})
