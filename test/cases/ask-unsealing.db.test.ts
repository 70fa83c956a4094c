import { describe, expect, test } from 'vitest'
import { agreeUnsealing } from '../../src/cases/trust/agree-unsealing.ts'
import { askUnsealing } from '../../src/cases/trust/ask-unsealing.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import type { Person } from '../../src/org/person.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import type { Unit } from '../../src/org/unit.ts'
import { promisedTo } from '../support/deliveries.ts'
import { standsIn } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const why = '要上门帮他办低保'

const askedId = async ({ app }: CaseTown, caseId: number) =>
  (await app.db.caseUnsealing.findFirstOrThrow({ where: { caseId }, orderBy: { id: 'desc' } })).id

const works = (
  { app }: CaseTown,
  { id: personId }: Person,
  role: 'handler' | 'leader',
  { id: unitId }: Unit,
) => insertGrant(app.db, { personId, unitId, role, grantedById: undefined, grantedAt: app.clock.now() })

describe('to open the name of who told a sealed case', () => {
  test('is not for who stands in for a leader: one person would be both', async () => {
    const town = await caseTown()
    const { app, yang, zhou, zheng } = town
    const { id } = await town.file({ privacy: 'sealed' })
    for (const absent of [yang, zhou]) await standsIn(town, absent.id, zheng.id)
    await expect(askUnsealing(app, by(zheng), id, why)).rejects.toMatchObject({ code: 'case-not-now' })
    await askUnsealing(app, by(yang), id, why)
    const answer = agreeUnsealing(app, by(zheng), id, await askedId(town, id))
    await expect(answer).rejects.toMatchObject({ code: 'unseal-not-yours' })
  })

  test('is not for two who lead the same unit, whatever else one of them leads', async () => {
    const town = await caseTown()
    const { app, yang, zhou, wu, units } = town
    await works(town, yang, 'leader', units.town)
    const { id } = await town.file({ privacy: 'sealed' })
    await expect(askUnsealing(app, by(yang), id, why)).rejects.toMatchObject({ code: 'unseal-nobody-else' })
    await app.db.roleGrant.updateMany({
      where: { personId: yang.id, unitId: units.town.id },
      data: { endedAt: app.clock.now() },
    })
    await askUnsealing(app, by(yang), id, why)
    await works(town, yang, 'leader', units.town)
    for (const who of [zhou, wu])
      await expect(agreeUnsealing(app, by(who), id, await askedId(town, id))).rejects.toMatchObject({
        code: 'unseal-not-yours',
      })
  })

  test('is not for who works below the official it is about, even by one office of several', async () => {
    const town = await caseTown()
    const { app, wang, yang, zhou, wu, units } = town
    await works(town, zhou, 'handler', units.hepingOne)
    const { id } = await town.file({ privacy: 'sealed', aboutId: wang.id })
    await askUnsealing(app, by(yang), id, why)
    expect((await promisedTo(app, zhou.chatId)).join()).not.toContain(why)
    expect((await promisedTo(app, wu.chatId)).join()).toContain(why)
    await expect(agreeUnsealing(app, by(zhou), id, await askedId(town, id))).rejects.toMatchObject({
      code: 'unseal-not-yours',
    })
    await agreeUnsealing(app, by(wu), id, await askedId(town, id))
  })

  test('is not for the town where only the town has it, nor for a case that is over', async () => {
    const town = await caseTown()
    const { app, zhou, yang, zhang, units } = town
    const inTown = await town.file({ privacy: 'sealed', unitId: units.town.id })
    await expect(askUnsealing(app, by(zhou), inTown.id, why)).rejects.toMatchObject({
      code: 'unseal-nobody-else',
    })
    const over = await town.file({ privacy: 'sealed' })
    await askUnsealing(app, by(yang), over.id, why)
    await withdrawCase(app, by(zhang), over.id, '')
    await expect(agreeUnsealing(app, by(zhou), over.id, await askedId(town, over.id))).rejects.toMatchObject({
      code: 'case-not-now',
    })
    await expect(askUnsealing(app, by(yang), over.id, why)).rejects.toMatchObject({ code: 'case-not-now' })
  })

  test('needs a reason, which is short enough to be read', async () => {
    const town = await caseTown()
    const { app, yang } = town
    const { id } = await town.file({ privacy: 'sealed' })
    const refused = (reason: string) => expect(askUnsealing(app, by(yang), id, reason)).rejects
    await refused('  ').toMatchObject({ code: 'unseal-reason-needed' })
    await refused('因'.repeat(501)).toMatchObject({ code: 'unseal-reason-long' })
    await askUnsealing(app, by(yang), id, '因'.repeat(500))
  })

  test('asked and answered by an update that comes twice, is asked and answered once', async () => {
    const town = await caseTown()
    const { app, yang, zhou, zhang } = town
    const { id } = await town.file({ privacy: 'sealed' })
    for (let n = 0; n < 2; n++) await askUnsealing(app, by(yang), id, why)
    expect(await app.db.caseUnsealing.count()).toBe(1)
    const before = (await promisedTo(app, zhang.chatId)).length
    for (let n = 0; n < 2; n++) await agreeUnsealing(app, by(zhou), id, await askedId(town, id))
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(before + 1)
    expect(await app.db.caseEvent.count({ where: { caseId: id, what: 'unsealed' } })).toBe(1)
  })
})
