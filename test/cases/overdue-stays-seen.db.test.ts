import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { remindOfOverdue } from '../../src/cases/clocks/remind-of-overdue.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import type { CaseReport } from '../../src/cases/reports/case-report.ts'
import { drawUpReport } from '../../src/cases/reports/draw-up-report.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { beginCase, mayPause, pauseCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { moment } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const solved = { outcome: 'solved', note: '换了新水管' } as const
const rain = { reason: 'weather', note: '' } as const

/** On Monday 2026-03-02 at 09:00. */
async function townWithCalendar(): Promise<CaseTown> {
  const town = await caseTown()
  await fillCalendar(town.app)
  town.app.clock.setWall(moment('2026-03-02 09:00'))
  return town
}

/** Told to the town itself, led by its secretary and begun by the handler: nobody is above to take it over. */
async function inTown({ app, file, units, zhou, qian }: CaseTown): Promise<number> {
  const { id } = await file({ unitId: units.town.id })
  await acceptCase(app, by(zhou), id)
  await assignCase(app, by(zhou), id, { leadId: zhou.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return id
}

async function inGroup({ app, file, wang, zhao, qian }: CaseTown): Promise<number> {
  const { id } = await file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return id
}

async function reported({ app, units, zhou }: CaseTown): Promise<CaseReport> {
  const asked = { unitId: units.town.id, period: '2026-03' }
  return (await drawUpReport(app.db, app, by(zhou), asked)).report
}

const termsOf = ({ levels }: CaseReport) =>
  Object.fromEntries(levels.map(({ level, inTime, overdue }) => [level, { inTime, overdue }]))

describe('a case that is overdue', () => {
  test('is not hidden by a pause: it is refused, counted, and spoken of on Monday', async () => {
    const town = await townWithCalendar()
    const { app, qian, zhou, zheng } = town
    const id = await inTown(town)
    app.clock.setWall(moment('2026-03-28 09:00'))
    await tellCaseClocks(app)
    await expect(pauseCase(app, by(qian), id, rain)).rejects.toMatchObject({ code: 'case-pause-too-late' })
    await expect(mayPause(app, by(qian), id)).rejects.toMatchObject({ code: 'case-pause-too-late' })
    await expect(pauseCase(app, by(zheng), id, rain)).rejects.toMatchObject({ code: 'case-unknown' })
    const report = await reported(town)
    expect(report.late).toBe(1)
    expect(termsOf(report).town).toEqual({ inTime: 0, overdue: 1 })
    app.clock.setWall(moment('2026-03-30 08:30'))
    await remindOfOverdue(app)
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('有 1 件事过期了')
  })

  test('stands until the last moment of its time, and what stood in time is not late by standing', async () => {
    const town = await townWithCalendar()
    const { app, qian } = town
    const id = await inTown(town)
    app.clock.setWall(moment('2026-03-23 23:00'))
    await pauseCase(app, by(qian), id, rain)
    app.clock.setWall(moment('2026-03-30 09:00'))
    const report = await reported(town)
    expect(report.late).toBe(0)
    expect(termsOf(report).town).toEqual({ inTime: 0, overdue: 0 })
  })
})

describe('what waits for its reporter', () => {
  test('is not late, however long they say nothing', async () => {
    const town = await townWithCalendar()
    const { app, qian } = town
    await handleCase(app, by(qian), await inTown(town), solved)
    app.clock.setWall(moment('2026-03-30 09:00'))
    const report = await reported(town)
    expect(report).toMatchObject({ open: 1, late: 0, verified: { notYet: 1 } })
    expect(termsOf(report).town).toEqual({ inTime: 1, overdue: 0 })
  })
})

describe('a case that was handled with another', () => {
  test('is not counted as in time: the term of the other says how it went', async () => {
    const town = await townWithCalendar()
    const { app, qian, wang, zhou, li } = town
    const main = await inTown(town)
    const joined = await town.file({ unitId: town.units.town.id }, li)
    await acceptCase(app, by(zhou), joined.id)
    await expect(joinCase(app, by(wang), joined.id, main)).rejects.toMatchObject({ code: 'case-unknown' })
    await joinCase(app, by(zhou), joined.id, main)
    app.clock.setWall(moment('2026-03-28 09:00'))
    await tellCaseClocks(app)
    await handleCase(app, by(qian), main, solved)
    expect(termsOf(await reported(town)).town).toEqual({ inTime: 0, overdue: 1 })
  })

  test('is counted as overdue all the same when it was before', async () => {
    const town = await townWithCalendar()
    const { app, qian, zhou, li } = town
    const late = await inGroup(town)
    app.clock.setWall(moment('2026-03-10 09:00'))
    await tellCaseClocks(app)
    const main = await town.file({ unitId: town.units.heping.id }, li)
    await acceptCase(app, by(town.yang), main.id)
    await assignCase(app, by(town.yang), main.id, { leadId: town.zhao.id, handlerId: qian.id })
    await joinCase(app, by(town.yang), late, main.id)
    await handleCase(app, by(qian), main.id, solved)
    const terms = termsOf(await reported({ ...town, zhou }))
    expect(terms.group).toEqual({ inTime: 0, overdue: 1 })
    expect(terms.village).toEqual({ inTime: 1, overdue: 0 })
  })
})
