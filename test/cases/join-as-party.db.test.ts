import { describe, expect, test } from 'vitest'
import { casesOf } from '../../src/cases/list-cases.ts'
import { declareNeutral } from '../../src/cases/mediation/declare-neutral.ts'
import { enterParty, inviteParty, letPartyGo } from '../../src/cases/mediation/invite-party.ts'
import { joinAsParty, lookAtLink, refuseToJoin } from '../../src/cases/mediation/join-as-party.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { partyOf } from '../../src/cases/mediation/party-store.ts'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { markOf } from '../../src/cases/trust/identity.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { agreed, by, dayMs, historyOf, link, mediated, takenIn, twice, withBothSides } from './dispute.ts'

describe('the link for the other side', () => {
  test('says of what it is, where and who mediates, and no word nor name of who told it', async () => {
    const dispute = await mediated()
    const { app, li } = dispute
    const looked = await lookAtLink(app, by(li), await link(dispute))
    expect(looked).toMatchObject({ unit: '和平村 · 一组', mediator: '孙和', isJoined: false })
    expect(await partyOf(app.db, dispute.caseId)).toBeUndefined()
  })

  test('is kept as its hash, the same for the same update, and a new one ends it', async () => {
    const dispute = await mediated()
    const { app, sun, li, caseId } = dispute
    const first = await twice(() => inviteParty(app, by(sun), caseId, 'u:1'))
    const again = await inviteParty(app, by(sun), caseId, 'u:1')
    expect(again.token).toBe(first.token)
    const rows = await app.db.caseParty.findMany()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(first.token)
    const second = await inviteParty(app, by(sun), caseId, 'u:2')
    await expect(joinAsParty(app, by(li), first.token)).rejects.toMatchObject({ code: 'mediation-link-over' })
    await joinAsParty(app, by(li), second.token)
  })

  test('ends after seven days, and with the mediator', async () => {
    const dispute = await mediated()
    const { app, li, zhao } = dispute
    const token = await link(dispute)
    await app.clock.advance(7 * dayMs - 1)
    await expect(lookAtLink(app, by(li), token)).resolves.toMatchObject({ isJoined: false })
    await app.clock.advance(1)
    await expect(joinAsParty(app, by(li), token)).rejects.toMatchObject({ code: 'mediation-link-over' })
    const fresh = await link(dispute)
    await app.db.case.update({ where: { id: dispute.caseId }, data: { handlerId: zhao.id } })
    await expect(joinAsParty(app, by(li), fresh)).rejects.toMatchObject({ code: 'mediation-link-over' })
  })

  test('is made by the mediator alone', async () => {
    const dispute = await mediated()
    const { app, zheng, qian, wang, yang, zhang, caseId } = dispute
    for (const who of [zheng, qian])
      await expect(inviteParty(app, by(who), caseId, 'x')).rejects.toMatchObject({ code: 'case-unknown' })
    for (const who of [wang, yang, zhang])
      await expect(inviteParty(app, by(who), caseId, 'x')).rejects.toMatchObject({
        code: 'mediation-not-now',
      })
    const undeclared = await takenIn()
    await expect(
      inviteParty(undeclared.app, by(undeclared.wang), undeclared.caseId, 'x'),
    ).rejects.toMatchObject({ code: 'mediation-not-now' })
  })
})

describe('who comes by it', () => {
  test('is the other side from then on: the case exists for them, and the mediator hears who it is', async () => {
    const dispute = await withBothSides()
    const { app, li, sun, zhang, caseId } = dispute
    expect((await caseFor(app.db, app, by(li), caseId)).are).toEqual(new Set(['party']))
    expect((await casesOf(app.db, app, li.id)).map(({ id }) => id)).toEqual([caseId])
    expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('李四')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('李四')
    const row = await app.db.caseParty.findFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('李四')
    expect(row.mark).not.toBe(markOf(app, li.id, 'named'))
  })

  test('twice is there once; nobody else gets in by the same link', async () => {
    const dispute = await mediated()
    const { app, li, zheng } = dispute
    const token = await link(dispute)
    await twice(() => joinAsParty(app, by(li), token))
    expect((await historyOf(dispute)).filter((act) => act === 'join-as-party party')).toHaveLength(1)
    await expect(lookAtLink(app, by(li), token)).resolves.toMatchObject({ isJoined: true })
    for (const way of [lookAtLink, joinAsParty, refuseToJoin])
      await expect(way(app, by(zheng), token)).rejects.toMatchObject({ code: 'mediation-link-over' })
  })

  test('is not who told it, nor who works on it; both are told so in words', async () => {
    const dispute = await mediated()
    const { app, zhang, sun, wang, yang, zhou } = dispute
    const token = await link(dispute)
    await expect(joinAsParty(app, by(zhang), token)).rejects.toMatchObject({ code: 'mediation-link-own' })
    for (const who of [sun, wang, yang, zhou])
      await expect(joinAsParty(app, by(who), token)).rejects.toMatchObject({ code: 'mediation-link-staff' })
    expect(await partyOf(app.db, dispute.caseId)).toBeUndefined()
  })

  test('is not the cadre who told it for somebody else', async () => {
    const town = await takenIn()
    const { app, wang, sun, units } = town
    const ma = await personNamed(app, '马六', { roles: [['handler', units.hepingOne]] })
    const onBehalf = { wayIn: 'visit', name: '徐奶奶', contact: '', consented: true } as const
    const { id: caseId } = await town.file({ onBehalf }, ma)
    await acceptCase(app, by(wang), caseId)
    await mediateCase(app, by(wang), caseId, sun.id)
    await declareNeutral(app, by(sun), caseId)
    const token = await link({ ...town, caseId })
    await expect(joinAsParty(app, by(ma), token)).rejects.toMatchObject({ code: 'mediation-link-own' })
  })

  test('is not the official whom it is about, nor anybody below: for them the link leads nowhere', async () => {
    const dispute = await mediated()
    const { app, qian, zhao } = dispute
    const token = await link(dispute)
    await app.db.case.update({ where: { id: dispute.caseId }, data: { aboutId: zhao.id } })
    for (const who of [zhao, qian])
      await expect(joinAsParty(app, by(who), token)).rejects.toMatchObject({ code: 'mediation-link-over' })
  })

  test('may say no: the link is spent, the mediator hears it, and a new one can be made', async () => {
    const dispute = await mediated()
    const { app, li, sun } = dispute
    const token = await link(dispute)
    await twice(() => refuseToJoin(app, by(li), token))
    expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('说不来')
    expect((await historyOf(dispute)).filter((act) => act === 'refuse-to-join party')).toHaveLength(1)
    await expect(joinAsParty(app, by(li), token)).rejects.toMatchObject({ code: 'mediation-link-over' })
    await joinAsParty(app, by(li), await link(dispute))
  })
})

describe('the wrong one', () => {
  test('is let go, sees nothing any more, and another can come', async () => {
    const dispute = await mediated()
    const { app, li, sun, caseId } = dispute
    const wrong = await personNamed(app, '马六')
    await joinAsParty(app, by(wrong), await link(dispute))
    const { partyId = 0 } = (await otherSide(app.db, app, caseId)) ?? {}
    await twice(() => letPartyGo(app, by(sun), caseId, partyId))
    await expect(caseFor(app.db, app, by(wrong), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
    await joinAsParty(app, by(li), await link(dispute))
    expect((await otherSide(app.db, app, caseId))?.name).toBe('李四')
    await letPartyGo(app, by(sun), caseId, partyId)
    expect((await otherSide(app.db, app, caseId))?.name).toBe('李四')
  })

  test('cannot be let go any more once they have agreed', async () => {
    const dispute = await agreed()
    const { app, sun, caseId } = dispute
    const { partyId = 0 } = (await otherSide(app.db, app, caseId)) ?? {}
    await expect(letPartyGo(app, by(sun), caseId, partyId)).rejects.toMatchObject({
      code: 'mediation-agreed',
    })
  })
})

describe('who has no phone', () => {
  test('is entered by name, which lies sealed; there is no second other side beside them', async () => {
    const dispute = await mediated()
    const { app, sun, caseId } = dispute
    await twice(() => enterParty(app, by(sun), caseId, ' 马老汉 '))
    expect(await otherSide(app.db, app, caseId)).toMatchObject({ name: '马老汉', personId: undefined })
    expect(JSON.stringify(await app.db.caseParty.findMany())).not.toContain('马老汉')
    await expect(inviteParty(app, by(sun), caseId, 'x')).rejects.toMatchObject({
      code: 'mediation-party-there',
    })
    await expect(enterParty(app, by(sun), caseId, '别人')).rejects.toMatchObject({
      code: 'mediation-party-there',
    })
  })

  test('is entered by the mediator alone, with a name', async () => {
    const dispute = await mediated()
    const { app, sun, yang, zheng, caseId } = dispute
    await expect(enterParty(app, by(sun), caseId, ' ')).rejects.toMatchObject({ code: 'report-name-needed' })
    await expect(enterParty(app, by(yang), caseId, '马')).rejects.toMatchObject({ code: 'mediation-not-now' })
    await expect(enterParty(app, by(zheng), caseId, '马')).rejects.toMatchObject({ code: 'case-unknown' })
  })
})
