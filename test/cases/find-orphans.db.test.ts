import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { findOrphans } from '../../src/cases/clocks/find-orphans.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { casesForDesk } from '../../src/cases/list-cases.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { pauseCase } from '../../src/cases/working/work-on-case.ts'
import type { Role } from '../../src/org/permission.ts'
import type { Person } from '../../src/org/person.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import type { Unit } from '../../src/org/unit.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

async function assigned(town: CaseTown): Promise<number> {
  const { app, wang, zhao, qian } = town
  const { id } = await town.file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  return id
}

const leave = ({ app }: CaseTown, ...people: Person[]) =>
  app.db.roleGrant.updateMany({
    where: { personId: { in: people.map(({ id }) => id) } },
    data: { endedAt: app.clock.now() },
  })

const becomes = ({ app }: CaseTown, { id: personId }: Person, role: Role, { id: unitId }: Unit) =>
  insertGrant(app.db, { personId, unitId, role, grantedById: undefined, grantedAt: app.clock.now() })

/** On whose desks a case lies, of those who could have it. */
async function desksWith({ app, wang, yang, zhao, qian, zhou, wu, zheng }: CaseTown, caseId: number) {
  const names: string[] = []
  for (const { id, name } of [wang, yang, zhao, qian, zhou, wu, zheng])
    if ((await casesForDesk(app.db, app, id)).some((one) => one.id === caseId)) names.push(name)
  return names
}

describe('a part is kept', () => {
  test('by whoever handed it to somebody outside, though they only take in', async () => {
    const town = await caseTown()
    const { id } = await town.file()
    await redirectCase(town.app, by(town.wang), id, '供电所')
    expect(await findOrphans(town.app)).toEqual({ orphaned: 0 })
    await acceptCase(town.app, by(town.wang), id)
    expect(await findOrphans(town.app)).toEqual({ orphaned: 0 })
    expect(await desksWith(town, id)).toContain('王芳')
  })

  test('in a case that goes along with another: its clocks stand on', async () => {
    const town = await caseTown()
    const { app, wang, qian, li } = town
    const main = await town.file({}, li)
    await acceptCase(app, by(wang), main.id)
    const id = await assigned(town)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    await joinCase(app, by(wang), id, main.id)
    await leave(town, qian)
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect((await runningClocks(app.db, id)).map(({ pausedAt }) => pausedAt !== undefined)).toEqual([
      true,
      true,
    ])
    expect((await caseById(app.db, id))?.dueAt).toBeUndefined()
  })
})

describe('a part is taken', () => {
  test('from the lead alone: the handler goes on, and whoever takes in there is asked to name another', async () => {
    const town = await caseTown()
    const { app, zhao, wang, zheng } = town
    const id = await assigned(town)
    await leave(town, zhao)
    const outsider = (await promisedTo(app, zheng.chatId)).length
    expect(await findOrphans(app)).toEqual({ orphaned: 1 })
    expect(await caseById(app.db, id)).toMatchObject({
      state: 'assigned',
      leadId: undefined,
      handlerId: town.qian.id,
    })
    expect((await promisedTo(app, wang.chatId)).at(-1)).toContain('请另派人')
    expect(await promisedTo(app, zheng.chatId)).toHaveLength(outsider)
    expect((await eventsOf(app.db, app, id)).at(-1)).toMatchObject({ what: 'orphaned', note: '赵敏' })
  })

  test('from people who have come under the official it is about, and it goes up past them', async () => {
    const town = await caseTown()
    const { app, units, yang, zhao, qian, zhou } = town
    const song = await personNamed(app, '宋江', { roles: [['officer', units.hepingTwo]] })
    const { id } = await town.file({ aboutId: song.id, unitId: units.hepingTwo.id })
    await acceptCase(app, by(yang), id)
    await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
    await becomes(town, song, 'secretary', units.heping)
    const heard = (await promisedTo(app, qian.chatId)).length
    expect(await findOrphans(app)).toEqual({ orphaned: 1 })
    expect(await caseById(app.db, id)).toMatchObject({ handlingUnitId: units.town.id, leadId: undefined })
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('上交到青禾镇')
    for (const person of [song, yang, zhao, qian])
      await expect(caseFor(app.db, app, by(person), id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect(await promisedTo(app, song.chatId)).toEqual([])
    expect(await promisedTo(app, qian.chatId)).toHaveLength(heard)
  })
})

describe('where nobody is left', () => {
  test('to take in, what was told goes up to the next desk, and who told it hears so', async () => {
    const town = await caseTown()
    const { app, wang, zhang, units } = town
    const { id } = await town.file()
    await leave(town, wang)
    // At once it is theirs who would hear of it; soon it lies with them as well.
    expect(await desksWith(town, id)).toEqual(['杨志强'])
    expect(await findOrphans(app)).toEqual({ orphaned: 1 })
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect(await caseById(app.db, id)).toMatchObject({ state: 'filed', handlingUnitId: units.heping.id })
    expect(await desksWith(town, id)).toEqual(['杨志强'])
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('交到和平村了')
  })

  test('in the whole village, it goes to the town in one go', async () => {
    const town = await caseTown()
    const { app, qian, zhao, yang, wang, zhang, units } = town
    const id = await assigned(town)
    await leave(town, qian, zhao, yang, wang)
    const heard = (await promisedTo(app, zhang.chatId)).length
    await findOrphans(app)
    expect(await caseById(app.db, id)).toMatchObject({ state: 'accepted', handlingUnitId: units.town.id })
    expect(await desksWith(town, id)).toEqual(['周书记'])
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(heard + 1)
  })

  test('but somebody still works on it, it stays with them', async () => {
    const town = await caseTown()
    const { app, wang, yang, units } = town
    const id = await assigned(town)
    await leave(town, wang, yang)
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect(await caseById(app.db, id)).toMatchObject({ handlingUnitId: units.hepingOne.id })
  })

  test('but the one who told it themselves, it goes to somebody else', async () => {
    const town = await caseTown()
    const { id } = await town.file({}, town.wang)
    expect(await findOrphans(town.app)).toEqual({ orphaned: 1 })
    expect(await desksWith(town, id)).toEqual(['杨志强'])
  })

  test('in the town itself, it stays where it is, and nothing is said again and again', async () => {
    const town = await caseTown()
    const { app, zhou, wu, units } = town
    const { id } = await town.file({ unitId: units.town.id })
    await leave(town, zhou, wu)
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect((await eventsOf(app.db, app, id)).map(({ what }) => what)).toEqual(['file'])
  })
})
