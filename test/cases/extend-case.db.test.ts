import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { canExtend, extendCase } from '../../src/cases/clocks/extend-case.ts'
import { setTerm } from '../../src/cases/clocks/set-term.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { workOutAgain } from '../../src/cases/clocks/work-out-again.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { lastEvent } from '../support/last-event.ts'
import { moment } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const dayMs = 24 * 60 * 60 * 1000

/** Begun on Monday 2026-03-02 in a group: to be done by Monday 2026-03-09. */
async function begun(): Promise<CaseTown & { id: number }> {
  const town = await caseTown()
  const { app, wang, zhao, qian } = town
  await fillCalendar(app)
  const { id } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return { ...town, id }
}

describe('more time', () => {
  test('is given by the lead, with a reason, and reporter and handler hear the new day', async () => {
    const { app, id, zhao, zhang, qian } = await begun()
    const one = await extendCase(app, by(zhao), id, '水管要从州里买')
    // Ten working days after Monday the second: Monday the sixteenth.
    expect(one.dueAt).toEqual(moment('2026-03-17 00:00'))
    for (const { chatId } of [zhang, qian])
      expect((await promisedTo(app, chatId)).at(-1)).toMatch(/2026-03-16 周一以前办好.*\n水管要从州里买/)
    expect(await lastEvent(app.db, app, id, 'extend')).toMatchObject({
      byId: zhao.id,
      note: '水管要从州里买',
    })
    expect(await workOutAgain(app)).toEqual({ moved: 0 })
  })

  test('is given once while a clock runs; where it climbed to, a new one runs', async () => {
    const { app, id, zhao, wu, yang } = await begun()
    await extendCase(app, by(zhao), id, '要等料')
    await expect(extendCase(app, by(zhao), id, '还要等')).rejects.toMatchObject({ code: 'extend-before' })
    const one = await caseById(app.db, id)
    if (!one) throw new Error('the case is gone')
    await app.db.transaction((tx) => climb(tx, app, one, 'disputed'))
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: wu.id })
    expect((await extendCase(app, by(zhao), id, '换了人')).dueAt).toEqual(moment('2026-03-24 00:00'))
  })

  test('is worth what the town has set', async () => {
    const { app, id, zhao, zhou } = await begun()
    await setTerm(app, by(zhou), 'extension', 1)
    expect((await extendCase(app, by(zhao), id, '要等料')).dueAt).toEqual(moment('2026-03-11 00:00'))
  })

  test('is not given without a reason, while it stands, or when it is too late', async () => {
    const { app, id, zhao, qian } = await begun()
    await expect(extendCase(app, by(zhao), id, ' ')).rejects.toMatchObject({ code: 'case-note-needed' })
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    expect(await canExtend(app.db, app, { id })).toBe(false)
    await expect(extendCase(app, by(zhao), id, '要等')).rejects.toMatchObject({ code: 'extend-not-now' })
    await resumeCase(app, by(qian), id)
    expect(await canExtend(app.db, app, { id })).toBe(true)
    await app.clock.advance(8 * dayMs)
    await expect(extendCase(app, by(zhao), id, '要等')).rejects.toMatchObject({ code: 'extend-too-late' })
  })

  test('is not for the handler, the reporter or the officer, and there is no case for an outsider', async () => {
    const { app, id, qian, zhang, wang, zheng } = await begun()
    for (const who of [qian, zhang, wang])
      await expect(extendCase(app, by(who), id, '要等')).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(extendCase(app, by(zheng), id, '要等')).rejects.toMatchObject({ code: 'case-unknown' })
  })

  const heardBy = async (app: CaseTown['app'], who: { chatId: number }, words: string) =>
    (await promisedTo(app, who.chatId)).filter((said) => said.includes(words))

  test('warns of the new end as it did of the old one: what lies ahead again is said again', async () => {
    const { app, id, zhao, qian } = await begun()
    // After the mark at 80 % of five days, on Friday the sixth: by the new end not even half is over.
    app.clock.setWall(moment('2026-03-06 22:00'))
    await tellCaseClocks(app)
    expect(await heardBy(app, qian, '快到了，2026-03-09 周一以前')).toHaveLength(1)
    await extendCase(app, by(zhao), id, '要等料')
    expect(await runningClocks(app.db, id)).toMatchObject([{ marksDone: 0, term: { amount: 10 } }])
    for (let hour = 0; hour < 11 * 24; hour++) {
      await app.clock.advance(dayMs / 24)
      await tellCaseClocks(app)
    }
    expect(await heardBy(app, qian, '过了一半，2026-03-16 周一以前')).toHaveLength(1)
    for (const who of [qian, zhao])
      expect(await heardBy(app, who, '快到了，2026-03-16 周一以前')).toHaveLength(1)
    expect((await caseById(app.db, id))?.handlingUnitId).not.toBe(undefined)
    expect(await lastEvent(app.db, app, id, 'climb')).toBeDefined()
  })

  test('a mark that is over by the new end too is not said again', async () => {
    const { app, id, zhao, zhou, qian } = await begun()
    await setTerm(app, by(zhou), 'extension', 1)
    app.clock.setWall(moment('2026-03-06 18:00'))
    await tellCaseClocks(app)
    await extendCase(app, by(zhao), id, '要等料')
    expect(await runningClocks(app.db, id)).toMatchObject([{ marksDone: 1, term: { amount: 6 } }])
    app.clock.setWall(moment('2026-03-09 23:00'))
    await tellCaseClocks(app)
    expect(await heardBy(app, qian, '过了一半')).toHaveLength(1)
    expect(await heardBy(app, qian, '快到了，2026-03-10 周二以前')).toHaveLength(1)
  })
})
