import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { passOnCase, redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import type { Unit } from '../../src/org/unit.ts'
import { promisedTo } from '../support/deliveries.ts'
import { moment } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** On Monday 2026-03-02 at 09:00. */
async function told(): Promise<CaseTown & { id: number }> {
  const town = await caseTown()
  await fillCalendar(town.app)
  town.app.clock.setWall(moment('2026-03-02 09:00'))
  return { ...town, id: (await town.file()).id }
}

const to = (unit: Unit) => ({ unitId: unit.id, note: '不归我们办' })

async function climbs({ app, id }: { app: CaseTown['app']; id: number }): Promise<number> {
  return (await eventsOf(app.db, app, id)).filter(({ what }) => what === 'climb').length
}

const dueNow = async ({ app, id }: { app: CaseTown['app']; id: number }) =>
  (await caseById(app.db, id))?.dueAt

describe('a case that is handed to and fro', () => {
  test('climbs all the same: from the third time on each level goes on with what it had left', async () => {
    const town = await told()
    const { app, id, wang, yang, zheng, units } = town
    let passes = 0
    const handOn = async () => {
      const [who, unit] = passes % 2 === 0 ? [wang, units.heping] : [yang, units.hepingOne]
      passes++
      await passOnCase(app, by(who), id, to(unit))
    }
    while ((await climbs(town)) === 0 && passes < 20) {
      await handOn()
      await app.clock.advance(1.5 * dayMs)
      await tellCaseClocks(app)
    }
    // Two working days in the group and two in the village, and as many once more for the way to and fro that is nobody's fault.
    expect(app.clock.now().getTime()).toBeLessThan(moment('2026-03-14 00:00').getTime())
    expect(passes).toBeLessThan(8)
    await expect(passOnCase(app, by(zheng), id, to(units.tuanjie))).rejects.toMatchObject({
      code: 'case-unknown',
    })
  })

  test('is told to those who get it with the day that is left, and to the reporter and outsiders not', async () => {
    const { app, id, wang, yang, zhang, zheng, units } = await told()
    await passOnCase(app, by(wang), id, to(units.heping))
    await passOnCase(app, by(yang), id, to(units.hepingOne))
    expect((await promisedTo(app, wang.chatId)).at(-1)).not.toContain('接着上次的算')
    await passOnCase(app, by(wang), id, to(units.heping))
    expect((await promisedTo(app, yang.chatId)).at(-1)).toContain(
      '这件事转过好几处了，时间接着上次的算：2026-03-04 周三以前',
    )
    expect((await promisedTo(app, zhang.chatId)).at(-1)).not.toContain('接着上次的算')
    expect(await promisedTo(app, zheng.chatId)).toEqual([])
  })

  test('has one term for handling at each level too, and the time between does not count', async () => {
    const town = await told()
    const { app, id, wang, yang, zhao, qian, units } = town
    const works = async (who: Person) => {
      await acceptCase(app, by(who), id)
      await assignCase(app, by(who), id, { leadId: zhao.id, handlerId: qian.id })
    }
    await works(wang)
    // Two of five working days are gone when it goes to the village; it is a day until the group works on it again.
    await app.clock.advance(2 * dayMs)
    await passOnCase(app, by(wang), id, to(units.heping))
    await app.clock.advance(6 * hourMs)
    await passOnCase(app, by(yang), id, to(units.hepingOne))
    await app.clock.advance(6 * hourMs)
    await passOnCase(app, by(wang), id, to(units.heping))
    await app.clock.advance(12 * hourMs)
    await passOnCase(app, by(yang), id, to(units.hepingOne))
    const term = await app.db.caseClock.findMany({ where: { caseId: id, purpose: 'handle' } })
    expect(term).toHaveLength(1)
    await works(wang)
    // The end of Monday the ninth, and that day.
    expect(await dueNow(town)).toEqual(moment('2026-03-11 00:00'))
    expect(await runningClocks(app.db, id)).toMatchObject([{ purpose: 'handle', level: 'group' }])
    expect(await app.db.caseClock.count({ where: { caseId: id, purpose: 'handle' } })).toBe(1)
  })

  test('has its whole time anew where it climbed to, and on the way from there', async () => {
    const town = await told()
    const { app, id, wang, yang, units } = town
    for (let times = 0; times < 2; times++) {
      await passOnCase(app, by(wang), id, to(units.heping))
      await passOnCase(app, by(yang), id, to(units.hepingOne))
    }
    expect(await dueNow(town)).toEqual(moment('2026-03-05 00:00'))
    app.clock.setWall(moment('2026-03-05 00:00'))
    await tellCaseClocks(app)
    expect(await climbs(town)).toBe(1)
    expect(await dueNow(town)).toEqual(moment('2026-03-10 00:00'))
    app.clock.setWall(moment('2026-03-06 09:00'))
    await passOnCase(app, by(yang), id, to(units.hepingOne))
    expect(await dueNow(town)).toEqual(moment('2026-03-11 00:00'))
  })

  test('wins no time either by being handed outside and taken back', async () => {
    const town = await told()
    const { app, id, wang } = town
    await acceptCase(app, by(wang), id)
    for (let times = 0; times < 4; times++) {
      await app.clock.advance(dayMs)
      await redirectCase(app, by(wang), id, '县水务局')
      await acceptCase(app, by(wang), id)
    }
    expect(await app.db.caseClock.count({ where: { caseId: id, purpose: 'handle' } })).toBe(3)
    expect(await runningClocks(app.db, id)).toMatchObject([{ purpose: 'handle', level: 'group' }])
  })

  test('does not stand more often for it than three times on its whole way', async () => {
    const { app, id, wang, yang, zhao, qian, units } = await told()
    const stands = async () => {
      await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
      await resumeCase(app, by(qian), id)
    }
    const works = async (who: Person) => {
      await acceptCase(app, by(who), id)
      await assignCase(app, by(who), id, { leadId: zhao.id, handlerId: qian.id })
      await beginCase(app, by(qian), id)
    }
    await works(wang)
    for (let times = 0; times < 2; times++) await stands()
    await passOnCase(app, by(wang), id, to(units.heping))
    await works(yang)
    await stands()
    await passOnCase(app, by(yang), id, to(units.hepingOne))
    await passOnCase(app, by(wang), id, to(units.heping))
    await works(yang)
    await expect(stands()).rejects.toMatchObject({ code: 'case-paused-around', args: { times: 3 } })
  })
})
