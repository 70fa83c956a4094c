import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { canExtend, extendCase } from '../../src/cases/clocks/extend-case.ts'
import { setTerm } from '../../src/cases/clocks/set-term.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { workOutAgain } from '../../src/cases/clocks/work-out-again.ts'
import { lastEvent } from '../../src/cases/event-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
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

  test('a mark that was said is not said again, the next one is said at its new time', async () => {
    const { app, id, zhao, qian } = await begun()
    await app.clock.advance(3 * dayMs)
    await tellCaseClocks(app)
    await extendCase(app, by(zhao), id, '要等料')
    const [clock] = await runningClocks(app.db, id)
    expect(clock).toMatchObject({ marksDone: 1, term: { amount: 10 } })
    await app.clock.advance(9 * dayMs)
    await tellCaseClocks(app)
    const heard = (await promisedTo(app, qian.chatId)).join('\n')
    expect(heard.match(/过了一半/g)).toHaveLength(1)
    expect(heard).toContain('快到了，2026-03-16 周一以前没有办好')
  })
})
