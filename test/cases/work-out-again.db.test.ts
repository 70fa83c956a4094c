import { DateTime } from 'luxon'
import { beforeEach, describe, expect, test } from 'vitest'
import { insertYear, readCalendar } from '../../src/calendar/calendar-store.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { forgetDay, noteDay } from '../../src/calendar/note-day.ts'
import { noteWholeYear } from '../../src/calendar/whole-year.ts'
import { momentOf, nextMarkAt } from '../../src/cases/clocks/case-clock.ts'
import { type ClockPurpose, termName, termOf } from '../../src/cases/clocks/case-terms.ts'
import { insertClock, saveClock } from '../../src/cases/clocks/clock-store.ts'
import { workOutAgain } from '../../src/cases/clocks/work-out-again.ts'
import { clocksThatCountDays } from '../../src/cases/clocks/work-out-store.ts'
import { timetable } from '../../src/jobs.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type TestUnits, testUnits } from '../support/people.ts'

let app: TestApp
let units: TestUnits
let told: number

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  told = 0
  await fillCalendar(app)
})

const timeZone = 'Asia/Shanghai'
const at = (text: string) => DateTime.fromSQL(text, { zone: timeZone }).toJSDate()
const local = (moment: Date | null | undefined) =>
  moment ? DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm') : undefined
const off = (day: string) => noteDay(app, 'cli', { day, isWorked: false, name: '大雪' })

/** A case of 和平村 that lies where it is told, with a clock that has begun. */
async function running(
  startedAt: Date,
  purpose: ClockPurpose = 'handle',
  { caseId, amount }: { caseId?: number; amount?: number } = {},
): Promise<{ caseId: number; clockId: number }> {
  const term = { ...termOf(termName(purpose, 'village', 'usual'), new Map()), ...(amount && { amount }) }
  const clock = { purpose, startedAt, term, pauses: [], pausedAt: undefined, marksDone: 0 }
  const calendar = await readCalendar(app.db, timeZone)
  const { at: dueAt, provisional } = momentOf(calendar, clock, 1)
  const id = caseId ?? (await newCase(startedAt, dueAt))
  const nextAt = nextMarkAt(calendar, clock)
  await insertClock(app.db, {
    caseId: id,
    purpose,
    level: 'village',
    startedAt,
    term,
    dueAt,
    provisional,
    nextAt,
  })
  const { id: clockId } = await app.db.caseClock.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return { caseId: id, clockId }
}

async function newCase(filedAt: Date, dueAt: Date): Promise<number> {
  const key = `u:${++told}`
  const where = { unitId: units.heping.id, handlingUnitId: units.heping.id }
  const how = { kind: 'road', urgency: 'usual', privacy: 'named', wayIn: 'self', state: 'working' } as const
  const who = { reporterMark: key, alias: '7K2' }
  const row = { key, number: key, ...where, ...how, ...who, dueAt, filedAt }
  return (await app.db.case.create({ data: row })).id
}

const clockRow = (id: number) => app.db.caseClock.findUniqueOrThrow({ where: { id } })
const dueOf = async (caseId: number) =>
  local((await app.db.case.findUniqueOrThrow({ where: { id: caseId } })).dueAt)

const monday = () => running(at('2026-03-02 09:00'))

describe('a deadline', () => {
  test('moves with a day that the town notes, and back when that is taken back; so does its next mark', async () => {
    const { caseId, clockId } = await monday()
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
    await off('2026-03-05')
    expect(await workOutAgain(app)).toEqual({ moved: 1 })
    const moved = await clockRow(clockId)
    expect([local(moved.dueAt), local(moved.nextAt)]).toEqual(['2026-03-18 00:00', '2026-03-10 16:30'])
    expect(await dueOf(caseId)).toBe('2026-03-18 00:00')
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
    expect(await clockRow(clockId)).toEqual(moved)
    await forgetDay(app, 'cli', '2026-03-05')
    expect(await workOutAgain(app)).toEqual({ moved: 1 })
    expect(await dueOf(caseId)).toBe('2026-03-17 00:00')
  })

  test('comes nearer with a day that is worked', async () => {
    const { caseId } = await monday()
    await noteDay(app, 'cli', { day: '2026-03-08', isWorked: true, name: '补班' })
    await workOutAgain(app)
    expect(await dueOf(caseId)).toBe('2026-03-14 00:00')
  })

  test('stays where days change before it began and after it ends', async () => {
    const { clockId } = await monday()
    const before = await clockRow(clockId)
    await off('2026-03-18')
    await off('2026-02-25')
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
    expect(await clockRow(clockId)).toEqual(before)
  })

  test('keeps its place while its first mark moves alone', async () => {
    const { caseId, clockId } = await monday()
    await off('2026-03-03')
    await noteDay(app, 'cli', { day: '2026-03-14', isWorked: true, name: '补班' })
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
    expect(local((await clockRow(clockId)).nextAt)).toBe('2026-03-10 16:30')
    expect(await dueOf(caseId)).toBe('2026-03-17 00:00')
  })

  test('that was provisional is so no longer when its year is noted', async () => {
    const { caseId, clockId } = await running(at('2026-12-28 09:00'), 'handle', { amount: 5 })
    expect(await clockRow(clockId)).toMatchObject({ provisional: true })
    expect(await dueOf(caseId)).toBe('2027-01-05 00:00')
    app.clock.setWall(at('2026-12-28 10:00'))
    await off('2027-01-01')
    await noteWholeYear(app, 'cli', 2027)
    expect(await workOutAgain(app)).toEqual({ moved: 1 })
    expect(await clockRow(clockId)).toMatchObject({ provisional: false })
    expect(await dueOf(caseId)).toBe('2027-01-06 00:00')
  })

  test('that the new year leaves where it is only loses its mark of being provisional', async () => {
    const { clockId } = await running(at('2026-12-28 09:00'), 'handle', { amount: 5 })
    await insertYear(app.db, 2027, app.clock.now())
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
    expect(await clockRow(clockId)).toMatchObject({ provisional: false })
  })

  test('is the case’s when it is of its main clock; what stopped, or counts every day, stays', async () => {
    const { caseId, clockId } = await monday()
    const pause = await running(at('2026-03-03 09:00'), 'pause', { caseId })
    const verify = await running(at('2026-03-02 09:00'), 'verify')
    const stopped = await monday()
    await app.db.caseClock.update({
      where: { id: stopped.clockId },
      data: { stoppedAt: app.clock.now(), nextAt: null },
    })
    await app.db.case.update({ where: { id: stopped.caseId }, data: { dueAt: null } })
    const others = () => Promise.all([verify, stopped].map((one) => clockRow(one.clockId)))
    const before = await others()
    await off('2026-03-05')
    expect(await workOutAgain(app)).toEqual({ moved: 2 })
    expect(await others()).toEqual(before)
    expect(local((await clockRow(pause.clockId)).dueAt)).toBe('2026-03-19 00:00')
    expect(local((await clockRow(clockId)).dueAt)).toBe('2026-03-18 00:00')
    expect([await dueOf(caseId), await dueOf(stopped.caseId)]).toEqual(['2026-03-18 00:00', undefined])
  })

  test('of a clock that stands moves, and is not the case’s until it goes on', async () => {
    const { caseId, clockId } = await monday()
    const [clock] = await clocksThatCountDays(app.db, 0, 1)
    if (!clock) throw new Error('no clock')
    await saveClock(app.db, { ...clock, pausedAt: at('2026-03-04 09:00') }, undefined)
    await app.db.case.update({ where: { id: caseId }, data: { dueAt: null } })
    await off('2026-03-05')
    expect(await workOutAgain(app)).toEqual({ moved: 1 })
    expect(await clockRow(clockId)).toMatchObject({ dueAt: at('2026-03-18 00:00'), nextAt: null })
    expect(await dueOf(caseId)).toBeUndefined()
  })

  test('counts what it stood, and says no mark twice', async () => {
    const { clockId } = await monday()
    const [clock] = await clocksThatCountDays(app.db, 0, 1)
    if (!clock) throw new Error('no clock')
    const pauses = [{ from: at('2026-03-03 00:00'), to: at('2026-03-05 00:00') }]
    await saveClock(app.db, { ...clock, pauses, marksDone: 1 }, at('2026-03-16 21:00'))
    await workOutAgain(app)
    await off('2026-03-06')
    await workOutAgain(app)
    const row = await clockRow(clockId)
    expect([local(row.nextAt), local(row.dueAt)]).toEqual(['2026-03-17 21:00', '2026-03-20 00:00'])
    expect(row.marksDone).toBe(1)
  })
})

test('many are moved, in as many transactions as it takes, each of them once', async () => {
  const { clockId } = await monday()
  const { id: _, ...row } = await clockRow(clockId)
  const one = await app.db.case.findFirstOrThrow()
  const cases = Array.from({ length: 599 }, (_, n) => ({
    ...one,
    id: 1_000 + n,
    key: `k${n}`,
    number: `n${n}`,
  }))
  await app.db.case.createMany({ data: cases })
  await app.db.caseClock.createMany({ data: cases.map(({ id }) => ({ ...row, caseId: id })) })
  await off('2026-03-05')
  expect(await workOutAgain(app)).toEqual({ moved: 600 })
  const due = { dueAt: at('2026-03-18 00:00') }
  expect(await app.db.caseClock.count({ where: due })).toBe(600)
  expect(await app.db.case.count({ where: due })).toBe(600)
  expect(await workOutAgain(app)).toEqual({ moved: 0 })
})

test('two that work it out at once come to the same', async () => {
  const { caseId } = await monday()
  await off('2026-03-05')
  const counts = await Promise.all([workOutAgain(app), workOutAgain(app)])
  expect(counts.reduce((sum, { moved }) => sum + moved, 0)).toBe(1)
  expect(await dueOf(caseId)).toBe('2026-03-18 00:00')
})

test('the timetable fills the calendar and lets the deadlines follow', async () => {
  const empty = await testApp()
  app = empty
  units = await testUnits(app)
  const { clockId } = await running(at('2026-02-13 15:00'), 'handle', { amount: 5 })
  expect(await clockRow(clockId)).toMatchObject({ provisional: true, dueAt: at('2026-02-21 00:00') })
  const job = timetable(app).find(({ name }) => name === 'keep-calendar')
  expect(await job?.run()).toEqual({ filled: 2, warned: 0, moved: 1 })
  expect(await clockRow(clockId)).toMatchObject({ provisional: false, dueAt: at('2026-02-28 00:00') })
  expect(await job?.run()).toEqual({ filled: 0, warned: 0, moved: 0 })
})
