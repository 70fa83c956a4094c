import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { arrangeMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { declareNeutral, declineMediation } from '../../src/cases/mediation/declare-neutral.ts'
import { inviteParty } from '../../src/cases/mediation/invite-party.ts'
import { joinAsParty } from '../../src/cases/mediation/join-as-party.ts'
import { mediateCase, mediatorCandidates } from '../../src/cases/mediation/mediate-case.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { eventsFor } from '../../src/cases/shown-events.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import {
  by,
  caseNow,
  type Dispute,
  historyOf,
  hourMs,
  link,
  mediated,
  takenIn,
  twice,
  withBothSides,
} from './dispute.ts'

const lastTo = async ({ app }: { app: Parameters<typeof promisedTo>[0] }, who: { chatId: number }) =>
  (await promisedTo(app, who.chatId)).at(-1) ?? ''

describe('a mediator is named', () => {
  test('is asked between whom, reads none of it, and it stays where it is until they have declared', async () => {
    const dispute = await takenIn()
    const { app, wang, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    const asked = await lastTo(dispute, sun)
    expect(asked).toContain('张三')
    expect(asked).toContain('跟哪边都不沾亲')
    expect(asked).not.toContain('墙')
    expect(await caseNow(dispute)).toMatchObject({ state: 'accepted', handlerId: undefined })
    await expect(caseFor(app.db, app, by(sun), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('has the case once they have declared: both sides hear who it is and what they said', async () => {
    const dispute = await mediated()
    const { zhang, sun, wang, app, caseId } = dispute
    expect(await caseNow(dispute)).toMatchObject({
      state: 'working',
      handlerId: sun.id,
      leadId: dispute.yang.id,
    })
    expect(await lastTo(dispute, zhang)).toContain('由孙和来调解。孙和说了：跟哪边都不沾亲')
    expect(await lastTo(dispute, wang)).toContain('这件事现在归孙和办')
    await expect(caseFor(app.db, app, by(sun), caseId)).resolves.toMatchObject({
      are: new Set(['handler']),
    })
  })

  test('a sealed reporter stays a code to who is asked', async () => {
    const dispute = await takenIn({ privacy: 'sealed' })
    const { app, wang, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    expect(await lastTo(dispute, sun)).toContain('来信人-')
    expect((await promisedTo(app, sun.chatId)).join()).not.toContain('张三')
  })

  test('can say that they are not the right one, before and after; nobody has to say why', async () => {
    const dispute = await takenIn()
    const { app, wang, sun, yang, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    await twice(() => declineMediation(app, by(sun), caseId))
    expect(await lastTo(dispute, wang)).toContain('孙和说自己不合适')
    await expect(declareNeutral(app, by(sun), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
    await mediateCase(app, by(wang), caseId, sun.id)
    await declareNeutral(app, by(sun), caseId)
    await twice(() => declineMediation(app, by(sun), caseId))
    expect(await caseNow(dispute)).toMatchObject({ state: 'accepted', handlerId: undefined })
    expect(await lastTo(dispute, yang)).toContain('孙和说自己不合适')
    expect((await historyOf(dispute)).filter((act) => act.startsWith('decline-mediation'))).toHaveLength(2)
  })

  test('who steps back calls off the meeting that they arranged', async () => {
    const dispute = await withBothSides()
    const { app, sun, zhang, li, caseId, key } = dispute
    const at = new Date(app.clock.now().getTime() + 48 * hourMs)
    await arrangeMeeting(app, by(sun), caseId, { at, place: '村委会' }, key())
    await declineMediation(app, by(sun), caseId)
    for (const side of [zhang, li]) expect(await lastTo(dispute, side)).toContain('取消了')
  })

  test('done twice is done once', async () => {
    const dispute = await takenIn()
    const { app, wang, sun, caseId, zhang } = dispute
    await twice(() => mediateCase(app, by(wang), caseId, sun.id))
    await twice(() => declareNeutral(app, by(sun), caseId))
    expect(await historyOf(dispute)).toEqual([
      'file reporter',
      'accept staff',
      'name-mediator staff',
      'declare-neutral staff',
    ])
    const heard = (await promisedTo(app, zhang.chatId)).filter((words) => words.includes('来调解'))
    expect(heard).toHaveLength(1)
  })

  test('another takes their place: the first one hears that they need not see to it', async () => {
    const dispute = await mediated()
    const { app, wang, qian, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, qian.id)
    expect((await caseNow(dispute)).handlerId).toBe(sun.id)
    await declareNeutral(app, by(qian), caseId)
    expect((await caseNow(dispute)).handlerId).toBe(qian.id)
    expect(await lastTo(dispute, sun)).toContain('另外请了人调解')
  })

  test('one who was asked and then another: only the last one can declare', async () => {
    const dispute = await takenIn()
    const { app, wang, qian, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    await mediateCase(app, by(wang), caseId, qian.id)
    expect(await lastTo(dispute, sun)).toContain('另外请了人调解')
    await expect(declareNeutral(app, by(sun), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
    await declareNeutral(app, by(qian), caseId)
  })

  test('a case that climbed needs a new declaration', async () => {
    const dispute = await mediated()
    const { app, sun, yang, caseId } = dispute
    const one = await caseNow(dispute)
    await app.db.transaction((tx) => climb(tx, app, one, 'overdue'))
    await expect(link(dispute)).rejects.toMatchObject({ code: 'case-unknown' })
    await mediateCase(app, by(yang), caseId, sun.id)
    await declareNeutral(app, by(sun), caseId)
    await expect(link(dispute)).resolves.toHaveLength(32)
  })
})

describe('nobody can be named', () => {
  test('by an outsider, a handler of elsewhere, the reporter or the other side', async () => {
    const dispute = await withBothSides()
    const { app, zheng, qian, zhang, li, sun, caseId } = dispute
    for (const who of [zheng, qian]) {
      await expect(mediateCase(app, by(who), caseId, sun.id)).rejects.toMatchObject({ code: 'case-unknown' })
      await expect(declareNeutral(app, by(who), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
      await expect(declineMediation(app, by(who), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
    }
    for (const who of [zhang, li]) {
      await expect(mediateCase(app, by(who), caseId, qian.id)).rejects.toMatchObject({
        code: 'mediation-not-now',
      })
      await expect(declareNeutral(app, by(who), caseId)).rejects.toMatchObject({ code: 'case-unknown' })
    }
  })

  test('who told it, who is the other side, the official whom it is about, and those below them', async () => {
    const town = await takenIn()
    const { app, wang, zhou, zhao, qian, li, units } = town
    const ma = await personNamed(app, '马六', { roles: [['mediator', units.heping]] })
    const own = await town.file({ kind: 'neighbours' }, ma)
    await acceptCase(app, by(wang), own.id)
    await expect(mediateCase(app, by(wang), own.id, ma.id)).rejects.toMatchObject({
      code: 'case-person-unfit',
    })
    const about = await town.file({ aboutId: zhao.id })
    await acceptCase(app, by(zhou), about.id)
    for (const who of [zhao, qian, ma, li])
      await expect(mediateCase(app, by(zhou), about.id, who.id)).rejects.toMatchObject({
        code: 'case-person-unfit',
      })
  })

  test('when there is nothing to mediate: it is not taken in yet, or it is over', async () => {
    const dispute = await takenIn()
    const { app, wang, sun } = dispute
    const other = await dispute.file()
    await expect(mediateCase(app, by(wang), other.id, sun.id)).rejects.toMatchObject({
      code: 'mediation-not-now',
    })
  })
})

async function candidatesFor({ app }: Dispute, { id }: { id: number }): Promise<string[]> {
  const one = await caseById(app.db, id)
  return one ? (await mediatorCandidates(app.db, app, one)).map(({ name }) => name) : []
}

describe('who can mediate', () => {
  test('mediators come first; the reporter and the bosses of either side are not among them', async () => {
    const dispute = await takenIn()
    const { app, sun, zhang } = dispute
    const all = await mediatorCandidates(app.db, app, await caseNow(dispute))
    expect(all[0]).toMatchObject({ personId: sun.id, role: 'mediator' })
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['王芳', '杨志强', '赵敏', '钱多']))
    expect(all.map(({ personId }) => personId)).not.toContain(zhang.id)
  })

  test('of a reporter with an office nobody above or below it; a mediator commands nobody', async () => {
    const town = await takenIn()
    const ma = await personNamed(town.app, '马六', { roles: [['officer', town.units.hepingOne]] })
    expect(await candidatesFor(town, await town.file({}, ma))).toEqual(['孙和', '王芳'])
  })

  test('of a sealed one the list says nothing: it is the same as if they held no office', async () => {
    const town = await takenIn()
    const { app, units } = town
    const ma = await personNamed(app, '马六', { roles: [['officer', units.hepingOne]] })
    const sealed = { privacy: 'sealed' } as const
    const ofOfficer = await candidatesFor(town, await town.file(sealed, ma))
    const ofVillager = await candidatesFor(town, await town.file(sealed))
    expect(ofVillager).toEqual(expect.arrayContaining(['杨志强', '马六']))
    expect(ofOfficer).toEqual(ofVillager)
  })

  test('who told it under a seal can be asked like anybody, and can only say no', async () => {
    const town = await takenIn()
    const { app, wang, units, qian } = town
    const ma = await personNamed(app, '马六', { roles: [['mediator', units.heping]] })
    const sealed = await town.file({ kind: 'neighbours', privacy: 'sealed' }, ma)
    await acceptCase(app, by(wang), sealed.id)
    await mediateCase(app, by(wang), sealed.id, ma.id)
    await expect(declareNeutral(app, by(ma), sealed.id)).rejects.toMatchObject({ code: 'mediation-own' })
    await expect(declareNeutral(app, by(qian), sealed.id)).rejects.toMatchObject({ code: 'case-unknown' })
    await declineMediation(app, by(ma), sealed.id)
    expect(await lastTo(town, wang)).toContain('马六说自己不合适')
  })

  test('when the other side turns out to be below the mediator, those who can change it hear that', async () => {
    const dispute = await takenIn()
    const { app, wang, qian, units, caseId } = dispute
    await mediateCase(app, by(wang), caseId, qian.id)
    await declareNeutral(app, by(qian), caseId)
    const below = await personNamed(app, '马六', { roles: [['handler', units.hepingTwo]] })
    const { token } = await inviteParty(app, by(qian), caseId, 'k')
    await joinAsParty(app, by(below), token)
    expect(await historyOf(dispute)).toContain('mediator-unfit clock')
    expect(await lastTo(dispute, qian)).toContain('上下级')
  })
})

test('the card names who was asked, the history holds the id', async () => {
  const dispute = await takenIn()
  const { app, wang, sun, caseId } = dispute
  await mediateCase(app, by(wang), caseId, sun.id)
  const named = (await eventsFor(app.db, app, wang.id, caseId)).at(-1)
  expect(named).toMatchObject({ what: 'name-mediator', note: '孙和' })
})
