import { beforeEach, describe, expect, test } from 'vitest'
import type { Tx } from '../../src/lib/db.ts'
import type { CatchUp, Rule } from '../../src/lib/schedule.ts'
import {
  createSchedule,
  endSchedule,
  pauseSchedule,
  resumeSchedule,
  skipNext,
} from '../../src/schedules/change-schedule.ts'
import { type Firing, fireDueSchedules } from '../../src/schedules/fire-due-schedules.ts'
import type { Missed } from '../../src/schedules/schedule.ts'
import { countBroken, scheduleById } from '../../src/schedules/schedule-store.ts'
import { type TestApp, testApp } from '../support/app.ts'

const daily: Rule = { every: 'day', at: '08:00' }

describe('schedules', () => {
  let app: TestApp
  let fired: Firing[]
  const occur = async (_: unknown, firing: Firing) => {
    fired.push(firing)
  }
  let missed: Missed[]
  const tell = async (_: unknown, what: Missed) => {
    missed.push(what)
  }
  const run = () => fireDueSchedules(app, 'bell', occur, tell)
  const add = (subjectId: number, { rule = daily, catchUp }: { rule?: Rule; catchUp?: CatchUp } = {}) =>
    app.db.transaction((tx) =>
      createSchedule(
        tx,
        { purpose: 'bell', subjectId, rule, timeZone: 'Asia/Shanghai', ...(catchUp && { catchUp }) },
        app.clock.now(),
      ),
    )
  const onSchedule = <T>(act: (tx: typeof app.db) => Promise<T>) =>
    app.db.transaction((tx) => act(tx as typeof app.db))

  beforeEach(async () => {
    app = await testApp()
    app.clock.setWall('2026-03-02T00:00:00Z')
    fired = []
    missed = []
  })

  test('fire at their time, once, however often one looks', async () => {
    const { id, nextAt } = await add(7)
    expect(nextAt).toEqual(new Date('2026-03-03T00:00:00Z'))
    await run()
    expect(fired).toEqual([])
    app.clock.setWall(nextAt)
    expect(await run()).toMatchObject({ fired: 1 })
    expect(await run()).toMatchObject({ fired: 0 })
    expect(fired).toEqual([{ scheduleId: id, subjectId: 7, at: nextAt, late: false }])
    expect(missed).toEqual([])
  })

  test('two processes that look at the same moment make one occurrence', async () => {
    const { nextAt } = await add(7)
    app.clock.setWall(nextAt)
    const counts = await Promise.all([run(), run(), run()])
    expect(counts.reduce((sum, { fired }) => sum + fired, 0)).toBe(1)
    expect(await app.db.occurrence.count()).toBe(1)
  })

  test('after three weeks of silence one fires, late; a clock that goes back fires nothing again', async () => {
    const { id } = await add(7, { catchUp: { late: 'once' } })
    app.clock.setWall('2026-03-24T06:00:00Z')
    expect(await run()).toMatchObject({ fired: 0, late: 1 })
    // Those before it do not come: of them all, one word.
    expect(missed).toEqual([
      {
        scheduleId: id,
        subjectId: 7,
        why: 'dropped',
        first: new Date('2026-03-03T00:00:00Z'),
        last: new Date('2026-03-23T00:00:00Z'),
        count: 21,
        next: new Date('2026-03-25T00:00:00Z'),
      },
    ])
    expect(fired).toMatchObject([{ late: true, at: new Date('2026-03-24T00:00:00Z') }])
    expect(await app.db.occurrence.count()).toBe(22)
    app.clock.setWall('2026-03-10T06:00:00Z')
    await run()
    app.clock.setWall('2026-03-24T23:00:00Z')
    await run()
    expect(fired).toHaveLength(1)
  })

  test('are made up for within six hours when nothing else was said', async () => {
    await add(7)
    app.clock.setWall('2026-03-03T06:00:01Z')
    expect(await run()).toMatchObject({ late: 0, expired: 1 })
    const at = new Date('2026-03-03T00:00:00Z')
    expect(missed).toMatchObject([{ why: 'dropped', first: at, last: at, count: 1 }])
    app.clock.setWall('2026-03-04T05:59:59Z')
    expect(await run()).toMatchObject({ late: 1 })
    expect(missed).toHaveLength(1)
  })

  test('that are never made up for tell what they left out', async () => {
    await add(7, { catchUp: { late: 'skip' } })
    app.clock.setWall('2026-03-03T00:03:00Z')
    expect(await run()).toMatchObject({ skipped: 1 })
    expect(missed).toMatchObject([{ why: 'dropped', count: 1 }])
  })

  test('are not moved on when their author cannot be told, and are set aside', async () => {
    const { id, nextAt } = await add(7)
    app.clock.setWall('2026-03-04T06:00:01Z')
    const counts = await fireDueSchedules(app, 'bell', occur, async (tx, what) => {
      await tx.draft.create({ data: { personId: 1, kind: what.why, body: '', updatedAt: nextAt } })
      if (what.why === 'dropped') throw new TypeError('no words')
    })
    expect(counts).toMatchObject({ expired: 0, broken: 1 })
    expect(await app.db.occurrence.count()).toBe(0)
    expect(await app.db.draft.findMany()).toMatchObject([{ kind: 'broken' }])
    expect(await scheduleById(app.db, id)).toMatchObject({ state: 'broken', nextAt })
  })

  test('one whose rule nobody can read, and whose author cannot be told either, delays no other', async () => {
    const { id, nextAt } = await add(1)
    await add(2)
    await app.db.schedule.update({ where: { id }, data: { rule: '{}' } })
    app.clock.setWall(nextAt)
    const counts = await fireDueSchedules(app, 'bell', occur, async () => {
      throw new TypeError('no words')
    })
    expect(counts).toMatchObject({ fired: 1, broken: 1 })
    expect(await countBroken(app.db)).toBe(1)
  })

  test('one that is broken is set aside and delays no other; nothing of it is half done', async () => {
    const broken = await add(1)
    const sound = await add(2)
    app.clock.setWall(sound.nextAt)
    const breaking = async (tx: Tx, firing: Firing) => {
      await tx.draft.create({
        data: { personId: firing.subjectId, kind: 'x', body: '', updatedAt: firing.at },
      })
      if (firing.subjectId === 1) throw new TypeError('no audience')
    }
    const counts = await fireDueSchedules(app, 'bell', breaking, tell)
    expect(counts).toMatchObject({ fired: 1, broken: 1 })
    const { id: scheduleId, nextAt: at } = broken
    expect(missed).toEqual([
      { scheduleId, subjectId: 1, why: 'broken', first: at, last: at, count: 1, next: undefined },
    ])
    expect(await app.db.draft.findMany()).toMatchObject([{ personId: 2 }])
    expect(await app.db.schedule.findUnique({ where: { id: broken.id } })).toMatchObject({
      state: 'broken',
      error: 'TypeError',
    })
    expect(await countBroken(app.db)).toBe(1)
    await onSchedule((tx) => resumeSchedule(tx, broken.id, app.clock.now()))
    expect(await scheduleById(app.db, broken.id)).toMatchObject({ state: 'active' })
  })

  test('pause, go on from then, skip one, end', async () => {
    const { id } = await add(7)
    await onSchedule((tx) => pauseSchedule(tx, id))
    app.clock.setWall('2026-03-05T01:00:00Z')
    await run()
    expect(fired).toEqual([])
    await onSchedule((tx) => resumeSchedule(tx, id, app.clock.now()))
    await run()
    expect(fired).toEqual([])
    expect(await onSchedule((tx) => skipNext(tx, id, app.clock.now()))).toEqual(
      new Date('2026-03-07T00:00:00Z'),
    )
    app.clock.setWall('2026-03-06T00:00:00Z')
    await run()
    expect(fired).toEqual([])
    app.clock.setWall('2026-03-07T00:00:00Z')
    await run()
    expect(fired).toHaveLength(1)
    await onSchedule((tx) => endSchedule(tx, id))
    app.clock.setWall('2026-03-08T00:00:00Z')
    await run()
    expect(fired).toHaveLength(1)
    await expect(onSchedule((tx) => pauseSchedule(tx, id))).rejects.toMatchObject({
      code: 'schedule-changed',
    })
  })

  test('what was skipped stays skipped through a pause, and the one after it fires', async () => {
    const { id } = await add(7)
    await onSchedule((tx) => skipNext(tx, id, app.clock.now()))
    await onSchedule((tx) => pauseSchedule(tx, id))
    expect(await onSchedule((tx) => resumeSchedule(tx, id, app.clock.now()))).toEqual(
      new Date('2026-03-04T00:00:00Z'),
    )
    app.clock.setWall('2026-03-03T00:00:00Z')
    expect(await run()).toMatchObject({ fired: 0, broken: 0 })
    app.clock.setWall('2026-03-04T00:00:00Z')
    expect(await run()).toMatchObject({ fired: 1, broken: 0 })
  })

  test('for once end by themselves; a moment that is past is refused', async () => {
    const { id, nextAt } = await add(7, { rule: { every: 'once', at: '2026-03-02T08:30' } })
    app.clock.setWall(nextAt)
    await run()
    expect(await scheduleById(app.db, id)).toMatchObject({ state: 'ended', nextAt: undefined })
    await expect(add(8, { rule: { every: 'once', at: '2026-03-02T08:00' } })).rejects.toMatchObject({
      code: 'schedule-past',
    })
  })
})
