import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { extendCase } from '../../src/cases/clocks/extend-case.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import { isOutage } from '../../src/lib/db.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import type { Person } from '../../src/org/person.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { runs } from '../support/runs.ts'
import { type CaseTown, caseTown } from './town.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const by = ({ id }: Person) => ({ personId: id })

async function townWithCalendar(): Promise<CaseTown> {
  const town = await caseTown()
  await fillCalendar(town.app)
  return town
}

async function begun({ app, file, wang, zhao, qian }: CaseTown): Promise<number> {
  const { id } = await file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return id
}

describe('the ladder', () => {
  test('has nothing to say of a quiet town, nor of what is not due', async () => {
    const town = await townWithCalendar()
    await town.file()
    const nothing = { warned: 0, climbed: 0, resumed: 0, silent: 0, failed: 0 }
    expect(await tellCaseClocks(town.app)).toEqual(nothing)
    await town.app.clock.advance(13 * hourMs)
    expect(await tellCaseClocks(town.app)).toEqual({ ...nothing, warned: 1 })
    expect(await tellCaseClocks(town.app)).toEqual(nothing)
  })

  test('one case that fails stops no other, and is told as soon as it can be', async () => {
    const town = await townWithCalendar()
    const { app, wang } = town
    const broken = await town.file()
    const other = await town.file({ kind: 'road' })
    await app.db.caseClock.updateMany({ where: { caseId: broken.id }, data: { pauses: '{' } })
    await app.clock.advance(13 * hourMs)
    expect(await tellCaseClocks(app)).toMatchObject({ warned: 1, failed: 1 })
    const heard = (await promisedTo(app, wang.chatId)).filter((words) => words.includes('还没有收到'))
    expect(heard).toHaveLength(1)
    expect(heard[0]).toContain(other.number)
    await app.db.caseClock.updateMany({ where: { caseId: broken.id }, data: { pauses: '[]' } })
    expect(await tellCaseClocks(app)).toMatchObject({ warned: 1, failed: 0 })
    expect((await promisedTo(app, wang.chatId)).at(-1)).toContain(broken.number)
  })

  test('when the database is away it waits, and no case is to blame', async () => {
    const { app, file } = await townWithCalendar()
    await file()
    await app.clock.advance(13 * hourMs)
    const transaction = async () => {
      throw Object.assign(new Error('Connection terminated'), { severity: 'FATAL' })
    }
    const db = new Proxy(app.db, {
      get: (of, name) => (name === 'transaction' ? transaction : Reflect.get(of, name)),
    })
    const away = { ...app, db }
    await expect(tellCaseClocks(away)).rejects.toSatisfy(isOutage)
    expect(await tellCaseClocks(app)).toMatchObject({ warned: 1 })
  })

  test('a case that goes along with another says nothing of its own', async () => {
    const town = await townWithCalendar()
    const { app, wang, zhang } = town
    const main = await begun(town)
    const { id, number } = await town.file({}, town.li)
    await joinCase(app, by(wang), id, main)
    await app.clock.advance(60 * dayMs)
    await tellCaseClocks(app)
    const words = [wang, town.zhao, town.qian, town.yang].map(({ chatId }) => promisedTo(app, chatId))
    const said = (await Promise.all(words)).flat().filter((one) => one.includes(number))
    expect(said.filter((one) => /过了一半|快到了|没有收到/.test(one))).toEqual([])
    expect((await caseById(app.db, main))?.handlingUnitId).toBe(town.units.heping.id)
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('交到和平村了')
    expect((await promisedTo(app, town.li.chatId)).at(-1)).toContain('交到和平村了')
  })

  test('neither the official it is about, nor an outsider, hears a word', async () => {
    const town = await townWithCalendar()
    const { app, yang, zheng, zhao } = town
    await town.file({ aboutId: yang.id })
    for (let day = 0; day < 40; day++) {
      await app.clock.advance(dayMs)
      await tellCaseClocks(app)
    }
    for (const who of [yang, zheng, zhao]) expect(await promisedTo(app, who.chatId)).toEqual([])
    expect((await promisedTo(app, town.wu.chatId)).at(-1)).toContain('已经在镇里')
  })

  test('silence where everybody above had a hand in it goes to them as a task to find somebody who had not', async () => {
    const town = await townWithCalendar()
    const { app, zhou, wu } = town
    const { id } = await town.file({ unitId: town.units.town.id })
    await acceptCase(app, by(zhou), id)
    await assignCase(app, by(zhou), id, { leadId: zhou.id, handlerId: wu.id })
    await handleCase(app, by(wu), id, { outcome: 'solved', note: '好了' })
    await app.clock.advance(8 * dayMs)
    expect(await tellCaseClocks(app)).toMatchObject({ silent: 1 })
    expect((await promisedTo(app, wu.chatId)).at(-1)).toContain('安排一位没有经手的领导')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'handled' })
  })

  test('silence passes over whoever had a hand in it to the next level', async () => {
    const town = await townWithCalendar()
    const { app, zhou, yang, qian, zhao } = town
    const { id } = await town.file({ unitId: town.units.heping.id })
    await acceptCase(app, by(yang), id)
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
    await insertGrant(app.db, {
      personId: yang.id,
      unitId: town.units.town.id,
      role: 'leader',
      grantedById: undefined,
      grantedAt: app.clock.now(),
    })
    const before = (await promisedTo(app, yang.chatId)).length
    await app.clock.advance(8 * dayMs)
    await tellCaseClocks(app)
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('一直没有回话')
    expect(await promisedTo(app, yang.chatId)).toHaveLength(before)
    const silent = (await eventsOf(app.db, app, id)).at(-1)
    expect(silent).toMatchObject({ what: 'silence', actor: 'clock', to: 'handled' })
  })
})

type Act = { do: 'tick' | 'pause' | 'resume' | 'extend' } | { do: 'jump'; hours: number }

const acts = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Act>({ do: 'tick' }) },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'pause' }) },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'resume' }) },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'extend' }) },
    { weight: 4, arbitrary: fc.integer({ min: -5, max: 120 }).map((hours): Act => ({ do: 'jump', hours })) },
  ),
  { minLength: 10, maxLength: 40 },
)

/** What cannot be done now is not done. */
async function perhaps(act: Promise<unknown>): Promise<void> {
  try {
    await act
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function take(town: CaseTown, id: number, act: Act): Promise<void> {
  const { app, qian, zhao } = town
  switch (act.do) {
    case 'tick':
      return void (await tellCaseClocks(app))
    case 'pause':
      return perhaps(pauseCase(app, by(qian), id, { reason: 'weather', note: '' }))
    case 'resume':
      return perhaps(resumeCase(app, by(qian), id))
    case 'extend':
      return perhaps(extendCase(app, by(zhao), id, '要等料'))
    case 'jump':
      return app.clock.setWall(new Date(app.clock.now().getTime() + act.hours * hourMs))
  }
}

const marksOf = { handle: 3, accept: 3, word: 2, verify: 1, 'follow-up': 2, pause: 1 } as const

test('whatever is paused, resumed, extended or slept through: no mark is said twice, and nothing overdue stays unsaid', async () => {
  const town = await townWithCalendar()
  const { app } = town
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const id = await begun(town)
      const done = new Map<number, number>()
      for (const act of [...all, { do: 'tick' } as const]) {
        const ends = (await eventsOf(app.db, app, id)).filter(
          ({ what }) => what === 'climb' || what === 'top',
        )
        await take(town, id, act)
        for (const row of await app.db.caseClock.findMany({ where: { caseId: id } })) {
          // Only more time puts marks ahead again.
          if (act.do !== 'extend') expect(row.marksDone).toBeGreaterThanOrEqual(done.get(row.id) ?? 0)
          done.set(row.id, row.marksDone)
        }
        if (act.do !== 'tick') continue
        const after = (await eventsOf(app.db, app, id)).filter(
          ({ what }) => what === 'climb' || what === 'top',
        )
        const handling = await app.db.caseClock.findMany({ where: { caseId: id, purpose: 'handle' } })
        // Each handling clock ends in one climb, or one word to those who lead the town.
        expect(after.length).toBe(handling.filter(({ marksDone }) => marksDone === 3).length)
        expect(after.length - ends.length).toBeLessThanOrEqual(1)
        for (const clock of await runningClocks(app.db, id)) {
          const isOverdue = !clock.pausedAt && clock.dueAt <= app.clock.now()
          if (isOverdue) expect(clock.marksDone).toBe(marksOf[clock.purpose])
        }
      }
      // The handler had one clock of it: of that, each share at most once, and of its new end once more.
      const number = (await caseById(app.db, id))?.number ?? ''
      const heard = (await promisedTo(app, town.qian.chatId)).filter((words) => words.includes(number))
      const isExtended = (await eventsOf(app.db, app, id)).some(({ what }) => what === 'extend')
      for (const share of ['过了一半', '快到了'])
        expect(heard.filter((words) => words.includes(share)).length).toBeLessThanOrEqual(isExtended ? 2 : 1)
      expect(heard.filter((words) => words.includes('不用您办了')).length).toBeLessThanOrEqual(1)
    }),
    { numRuns: runs(10) },
  )
}, 60_000)
