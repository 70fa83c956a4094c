import { describe, expect, test } from 'vitest'
import { eventsOf } from '../../src/cases/event-store.ts'
import { agreeUnsealing, refuseUnsealing } from '../../src/cases/trust/agree-unsealing.ts'
import { askUnsealing } from '../../src/cases/trust/ask-unsealing.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const why = '要上门帮他办低保，得知道是谁'

async function askedBy(town: CaseTown, who: Person) {
  const { id, number } = await town.file({ privacy: 'sealed' })
  await askUnsealing(town.app, by(who), id, why)
  const { id: askedId } = await town.app.db.caseUnsealing.findFirstOrThrow({ where: { caseId: id } })
  return { id, number, askedId }
}

/** What the card says of who told it. */
async function nameOnCard(town: CaseTown, who: CaseTown['yang'], number: string): Promise<string> {
  await town.phone.says(who.user, `/case ${number}`)
  return /来自：(\S+)/.exec(town.phone.lastWords)?.[1] ?? ''
}

describe('a sealed case', () => {
  test('is opened by two people of different units for these two alone, and the reporter hears of it', async () => {
    const town = await caseTown()
    const { app, yang, zhou, wu, zhang, zhao } = town
    const { id, number, askedId } = await askedBy(town, yang)
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain(why)
    expect(await nameOnCard(town, yang, number)).toMatch(/^来信人-/)
    await agreeUnsealing(app, by(zhou), id, askedId)
    for (const who of [yang, zhou]) expect(await nameOnCard(town, who, number)).toBe('张三')
    for (const who of [wu, zhao]) expect(await nameOnCard(town, who, number)).toMatch(/^来信人-/)
    const told = (await promisedTo(app, zhang.chatId)).at(-1) ?? ''
    expect(told).toContain('和平村 书记 杨志强 提出、青禾镇 书记 周书记 同意')
    expect(told).toContain(why)
    const acts = (await eventsOf(app.db, app, id)).map(({ what, byId }) => [what, byId])
    expect(acts.slice(-2)).toEqual([
      ['unseal-asked', yang.id],
      ['unsealed', zhou.id],
    ])
  })

  test('stays sealed for two of one unit, for who asks alone, and for all outsiders', async () => {
    const town = await caseTown()
    const { app, yang, zhao, zhou, wang, qian, zheng, li, zhang } = town
    const { id, number, askedId } = await askedBy(town, yang)
    for (const who of [yang, zhao])
      await expect(agreeUnsealing(app, by(who), id, askedId)).rejects.toMatchObject({
        code: 'unseal-not-yours',
      })
    for (const who of [zheng, li, qian])
      await expect(agreeUnsealing(app, by(who), id, askedId)).rejects.toMatchObject({ code: 'case-unknown' })
    for (const who of [wang, zhang])
      await expect(askUnsealing(app, by(who), id, why)).rejects.toMatchObject({ name: 'Refusal' })
    await expect(askUnsealing(app, by(zhou), id, why)).rejects.toMatchObject({ code: 'unseal-asked-before' })
    await expect(agreeUnsealing(app, by(zhou), id, askedId + 1)).rejects.toMatchObject({
      code: 'unseal-nothing-asked',
    })
    expect(await nameOnCard(town, yang, number)).toMatch(/^来信人-/)
  })

  test('stays sealed when they say no, and can be asked about again', async () => {
    const town = await caseTown()
    const { app, yang, zhou, zhang } = town
    const { id, number, askedId } = await askedBy(town, yang)
    const heard = (await promisedTo(app, zhang.chatId)).length
    await refuseUnsealing(app, by(zhou), id, askedId)
    await expect(agreeUnsealing(app, by(zhou), id, askedId)).rejects.toMatchObject({
      code: 'unseal-nothing-asked',
    })
    expect((await promisedTo(app, yang.chatId)).at(-1)).toContain('还是封着')
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(heard)
    expect(await nameOnCard(town, yang, number)).toMatch(/^来信人-/)
    await askUnsealing(app, by(yang), id, why)
  })

  test('whose asker lost the office can be asked about by another', async () => {
    const town = await caseTown()
    const { app, yang, zhao, zhou } = town
    const { id, askedId } = await askedBy(town, yang)
    await app.db.roleGrant.updateMany({ where: { personId: yang.id }, data: { endedAt: app.clock.now() } })
    await expect(agreeUnsealing(app, by(zhou), id, askedId)).rejects.toMatchObject({
      code: 'unseal-asker-left',
    })
    await askUnsealing(app, by(zhao), id, why)
  })

  test('is opened by nobody whom the reporter may not know: both hear it before they press', async () => {
    const town = await caseTown()
    const { phone, yang, zhou, app } = town
    const { number } = await town.file({ privacy: 'sealed' })
    await phone.says(yang.user, `/case ${number}`)
    await phone.presses(yang.user, '要知道是谁说的')
    expect(phone.lastWords).toContain('您的名字、职务和这个理由，都会告诉本人')
    await phone.says(yang.user, why)
    const asked = (await promisedTo(app, zhou.chatId)).at(-1) ?? ''
    expect(asked).toContain('和平村 书记 杨志强 要知道这件事是谁说的')
    expect(asked).toContain('您两位的名字、职务和这个理由，都会告诉本人')
  })

  test('is answered from its card too, when the message that asked has gone out of sight', async () => {
    const town = await caseTown()
    const { phone, yang, zhao, zhou, zhang, zheng } = town
    const { number } = await askedBy(town, yang)
    const answers = ['同意，我也会看到', '不同意']
    // The asker, who leads the same unit, who told it, and an outsider.
    for (const who of [yang, zhao, zhang, zheng]) {
      await phone.says(who.user, `/case ${number}`)
      expect(phone.lastLabels, who.name).not.toEqual(expect.arrayContaining(answers))
      expect(phone.lastLabels, who.name).not.toContain('要知道是谁说的')
      expect(phone.lastWords, who.name).not.toContain('要知道这件事是谁说的')
    }
    await phone.says(zhou.user, `/case ${number}`)
    expect(phone.lastLabels).toEqual(expect.arrayContaining(answers))
    for (const part of ['和平村 书记 杨志强', why, '都会告诉本人']) expect(phone.lastWords).toContain(part)
    await phone.presses(zhou.user, '同意，我也会看到')
    expect(phone.lastWords).toContain('来自：张三')
    expect(phone.lastLabels).not.toContain('不同意')
  })

  test('whose asker lost the office has no answer on its card, and can be asked about there anew', async () => {
    const town = await caseTown()
    const { phone, app, yang, zhao, zhou } = town
    const { number } = await askedBy(town, yang)
    await app.db.roleGrant.updateMany({ where: { personId: yang.id }, data: { endedAt: app.clock.now() } })
    await phone.says(zhou.user, `/case ${number}`)
    expect(phone.lastLabels).not.toContain('不同意')
    await phone.says(zhao.user, `/case ${number}`)
    expect(phone.lastLabels).toContain('要知道是谁说的')
  })

  test('that is over has no such button any more', async () => {
    const town = await caseTown()
    const { phone, app, yang, zhou, zhang } = town
    const { id, number } = await askedBy(town, yang)
    await withdrawCase(app, by(zhang), id, '')
    await phone.says(zhou.user, `/case ${number}`)
    expect(phone.lastWords).toContain(number)
    expect(phone.lastLabels).not.toContain('不同意')
  })

  test('is asked about by buttons; a named one is not', async () => {
    const town = await caseTown()
    const { phone, yang, zhou, app } = town
    const named = await town.file()
    await phone.says(yang.user, `/case ${named.number}`)
    expect(phone.lastLabels).not.toContain('要知道是谁说的')
    const { number, id } = await town.file({ privacy: 'sealed' })
    await phone.says(yang.user, `/case ${number}`)
    await phone.presses(yang.user, '要知道是谁说的')
    await phone.says(yang.user, why)
    expect(phone.lastWords).toContain('已经去问别的单位了')
    const { id: askedId } = await app.db.caseUnsealing.findFirstOrThrow({ where: { caseId: id } })
    await phone.hears(phone.press(zhou.user, `unseal-agree:${id}:${askedId}`))
    expect(phone.lastWords).toContain('来自：张三')
  })
})
