import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { findOrphans } from '../../src/cases/clocks/find-orphans.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { casesForDesk, openCasesFor } from '../../src/cases/list-cases.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { passOnCase } from '../../src/cases/working/pass-on-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { by, dayMs } from './dispute.ts'
import { standsIn } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const solved = { outcome: 'solved', note: '换了新水管' } as const

async function townWithCalendar(): Promise<CaseTown> {
  const town = await caseTown()
  await fillCalendar(town.app)
  return town
}

/** On whose desks a case lies, in the order of the town's people. */
async function desksWith({ app, ...town }: CaseTown, caseId: number): Promise<string[]> {
  const { zhang, li, wang, yang, zhao, qian, sun, zhou, wu, zheng } = town
  const names: string[] = []
  for (const { id, name } of [zhang, li, wang, yang, zhao, qian, sun, zhou, wu, zheng])
    if ((await casesForDesk(app.db, app, id)).some((one) => one.id === caseId)) names.push(name)
  return names
}

/** Handled by 钱多 for 和平村一组, and answered by silence. */
async function silent(town: CaseTown, leadId = town.zhao.id): Promise<number> {
  const { app, wang, qian } = town
  const { id } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId, handlerId: qian.id })
  await handleCase(app, by(qian), id, solved)
  expect(await desksWith(town, id)).toEqual([])
  await app.clock.advance(7 * dayMs)
  await tellCaseClocks(app)
  return id
}

/** Who was told to ask. */
async function toldToAsk({ app, ...town }: CaseTown): Promise<string[]> {
  const { wang, yang, zhao, qian, zhou, wu, zheng } = town
  const names: string[] = []
  for (const { chatId, name } of [wang, yang, zhao, qian, zhou, wu, zheng])
    if ((await promisedTo(app, chatId)).some((words) => words.includes('请您当面或者打电话问一问')))
      names.push(name)
  return names
}

describe('what was answered by silence', () => {
  test('lies on the desk of exactly those who were told to ask, and not of whoever led it or did it', async () => {
    const town = await townWithCalendar()
    const id = await silent(town)
    expect(await toldToAsk(town)).toEqual(['杨志强'])
    expect(await desksWith(town, id)).toEqual(['杨志强'])
    await confirmCase(town.app, by(town.yang), id, { score: 5, note: '去问过' })
    expect(await desksWith(town, id)).toEqual([])
  })

  test('goes past those who had a hand in it, to the next level', async () => {
    const town = await townWithCalendar()
    const { app, yang, zhao, qian } = town
    const { id } = await town.file()
    await acceptCase(app, by(yang), id)
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
    await handleCase(app, by(qian), id, solved)
    await app.clock.advance(7 * dayMs)
    await tellCaseClocks(app)
    expect(await toldToAsk(town)).toEqual(['周书记', '吴镇长'])
    expect(await desksWith(town, id)).toEqual(['周书记', '吴镇长'])
  })

  test('and of who stands in for one of them, unless they had a hand in it themselves', async () => {
    const town = await townWithCalendar()
    const { yang, qian, sun } = town
    const id = await silent(town)
    await standsIn(town, yang.id, sun.id)
    await standsIn(town, yang.id, qian.id)
    expect(await desksWith(town, id)).toEqual(['杨志强', '孙和'])
  })

  test('also when it was handled together with another, each by itself', async () => {
    const town = await townWithCalendar()
    const { app, wang, li, zhao, qian } = town
    const { id: main } = await town.file()
    const { id } = await town.file({}, li)
    await joinCase(app, by(wang), id, main)
    await acceptCase(app, by(wang), main)
    await assignCase(app, by(wang), main, { leadId: zhao.id, handlerId: qian.id })
    await handleCase(app, by(qian), main, solved)
    await app.clock.advance(7 * dayMs)
    await tellCaseClocks(app)
    for (const one of [main, id]) expect(await desksWith(town, one)).toEqual(['杨志强'])
    expect(await toldToAsk(town)).toEqual(['杨志强'])
  })
})

describe('what is to be taken in', () => {
  test('lies with who leads where nobody else takes in, and they can list what is open there', async () => {
    const town = await townWithCalendar()
    const { app, units, zheng } = town
    const leader = await personNamed(app, '马六', { roles: [['leader', units.tuanjie]] })
    const { id } = await town.file({ unitId: units.tuanjie.id })
    const onDesk = async () => (await casesForDesk(app.db, app, leader.id)).map((one) => one.id)
    expect(await promisedTo(app, leader.chatId)).toHaveLength(1)
    expect(await onDesk()).toEqual([id])
    expect((await openCasesFor(app.db, app, leader.id)).map((one) => one.id)).toEqual([id])
    expect(await desksWith(town, id)).toEqual([])
    await acceptCase(app, by(leader), id)
    expect(await onDesk()).toEqual([id])
    await personNamed(app, '何秀', { roles: [['officer', units.tuanjie]] })
    expect(await onDesk()).toEqual([])
    expect((await casesForDesk(app.db, app, zheng.id)).map((one) => one.id)).toEqual([])
  })

  test('a leader beside an officer has it on their desk only when the officer may not see it', async () => {
    const town = await townWithCalendar()
    const { app, units, yang, zhou, wu } = town
    const { id } = await town.file({ unitId: units.heping.id })
    expect(await desksWith(town, id)).toEqual(['杨志强'])
    const { id: about } = await town.file({ unitId: units.heping.id, aboutId: yang.id })
    expect(await desksWith(town, about)).toEqual(['周书记'])
    const { id: aboutHead } = await town.file({ unitId: units.heping.id, aboutId: zhou.id })
    expect(await desksWith(town, aboutHead)).toEqual(['吴镇长'])
    await passOnCase(app, by(wu), about, { unitId: units.tuanjie.id, note: '' }).catch(() => undefined)
    expect(await desksWith(town, about)).not.toContain('杨志强')
  })
})

describe('what was handled with another and is not settled', () => {
  test('is told to who takes in, and lies on their desk until somebody has it again', async () => {
    const town = await townWithCalendar()
    const { app, wang, li, zhao, qian } = town
    const { id: main } = await town.file()
    const { id, number } = await town.file({}, li)
    await joinCase(app, by(wang), id, main)
    await acceptCase(app, by(wang), main)
    await assignCase(app, by(wang), main, { leadId: zhao.id, handlerId: qian.id })
    await handleCase(app, by(qian), main, solved)
    const outsiders = [town.zheng, town.zhang]
    const before = await Promise.all(outsiders.map(({ chatId }) => promisedTo(app, chatId)))
    await disputeCase(app, by(li), id, '还在漏')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'disputed', leadId: undefined })
    const last = (await promisedTo(app, wang.chatId)).at(-1)
    expect(last).toContain(number)
    expect(last).toContain('还在漏')
    expect(await desksWith(town, id)).toEqual(['王芳'])
    expect(await Promise.all(outsiders.map(({ chatId }) => promisedTo(app, chatId)))).toEqual(before)
    await findOrphans(app)
    expect(await desksWith(town, id)).toEqual(['王芳'])
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    expect(await desksWith(town, id)).toEqual(['赵敏', '钱多'])
  })
})
