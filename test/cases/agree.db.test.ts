import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { clockOf } from '../../src/cases/clocks/case-clock.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { agree, agreeOnPaper, notYet } from '../../src/cases/mediation/agree.ts'
import { enterParty } from '../../src/cases/mediation/invite-party.ts'
import { versionOf } from '../../src/cases/mediation/mediation.ts'
import { writeAgreement } from '../../src/cases/mediation/write-agreement.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { pauseCase } from '../../src/cases/working/work-on-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import {
  agreed,
  agreement,
  by,
  caseNow,
  type Dispute,
  historyOf,
  hourMs,
  mediated,
  mediationNow,
  messagesTo,
  say,
  twice,
  withBothSides,
  written,
} from './dispute.ts'

const nothing = { words: { text: '', places: [] }, files: [] }
const said = (text: string) => ({ ...nothing, words: { text, places: [] } })
const photo = { kind: 'photo', fileId: 'paper-1' } as const

describe('an agreement', () => {
  test('goes to both sides with two buttons, its text lies sealed', async () => {
    const dispute = await written()
    const { app, zhang, li } = dispute
    for (const side of [zhang, li]) {
      const last = (await messagesTo(dispute, side)).at(-1)
      expect(last?.html).toContain('李四三天内把墙往回挪半米')
      expect(last?.buttons?.flat().map(({ text }) => text)).toEqual(['我同意', '还不同意'])
    }
    expect(JSON.stringify(await app.db.caseMediation.findMany())).not.toContain('墙')
  })

  test('is read aloud to both when the mediator did, with the same buttons', async () => {
    const dispute = await written({ ...agreement, spokenFileId: 'spoken-1' })
    const last = (await messagesTo(dispute, dispute.li)).at(-1)
    expect(last?.media).toEqual({ kind: 'voice', fileId: 'spoken-1' })
    expect(last?.buttons?.flat()).toHaveLength(2)
  })

  test('holds when both have agreed: handled as settled, the reporter asked, both told', async () => {
    const dispute = await agreed()
    const { app, zhang, li, sun, caseId } = dispute
    expect(await caseNow(dispute)).toMatchObject({ state: 'handled', outcome: 'settled', handlerId: sun.id })
    expect((await runningClocks(app.db, caseId)).map(({ purpose }) => purpose)).toEqual([clockOf('handled')])
    expect((await promisedTo(app, li.chatId)).at(-1)).toContain('谁也改不了')
    const toZhang = await promisedTo(app, zhang.chatId)
    expect(toZhang.at(-2)).toContain('谁也改不了')
    expect(toZhang.at(-1)).toContain('办事的人说办完了：双方说好了')
    expect((await promisedTo(app, sun.chatId)).join()).toContain('两边都同意了，协议定下来了。')
    await confirmCase(app, by(zhang), caseId, { score: 5, note: '' })
    expect(await caseNow(dispute)).toMatchObject({ state: 'closed', score: 5 })
  })

  test('leaves its hash in the chain and its text in both threads', async () => {
    const dispute = await agreed()
    const { app, caseId } = dispute
    const event = (await eventsOf(app.db, app, caseId)).find(({ what }) => what === 'agreed')
    expect(event?.note).toBe(createHash('sha256').update(agreement.text).digest('hex'))
    const kept = (await entriesOf(app.db, app, caseId)).filter(({ kind }) => kind === 'answer')
    expect(kept.map(({ words }) => words.text)).toEqual([agreement.text, agreement.text])
    expect(new Set(kept.map(({ partyId }) => partyId)).size).toBe(2)
  })

  test('cannot change any more: neither text, nor consent', async () => {
    const dispute = await agreed()
    const { app, sun, zhang, li, caseId } = dispute
    await expect(writeAgreement(app, by(sun), caseId, { text: '改了' })).rejects.toMatchObject({
      code: 'mediation-agreed',
    })
    const version = versionOf(await mediationNow(dispute))
    for (const side of [zhang, li])
      await expect(notYet(app, by(side), caseId, { version, said: nothing }, 'k')).rejects.toMatchObject({
        code: 'mediation-agreed',
      })
    expect((await mediationNow(dispute)).agreement).toBe(agreement.text)
  })

  test('agreed to twice by the same side is not agreed to by both', async () => {
    const dispute = await written()
    await twice(() => say(dispute, dispute.zhang))
    expect(await mediationNow(dispute)).toMatchObject({ partyAgreedAt: undefined, agreedAt: undefined })
    expect((await historyOf(dispute)).filter((act) => act.startsWith('agree '))).toEqual(['agree reporter'])
    await twice(() => say(dispute, dispute.li))
    expect((await historyOf(dispute)).filter((act) => act.startsWith('handle'))).toHaveLength(1)
    expect(await dispute.app.db.casePromise.count()).toBe(3)
  })

  test('holds for a case that stood and waited, too', async () => {
    const dispute = await written()
    const { app, sun, caseId } = dispute
    await pauseCase(app, by(sun), caseId, { reason: 'weather', note: '' })
    await say(dispute, dispute.zhang)
    await say(dispute, dispute.li)
    expect(await caseNow(dispute)).toMatchObject({ state: 'handled' })
    expect((await historyOf(dispute)).slice(-3)).toEqual(['agreed clock', 'resume staff', 'handle staff'])
  })
})

describe('another text', () => {
  test('voids what was agreed to, and the buttons under the old one', async () => {
    const dispute = await written()
    const { app, sun, zhang, li, caseId } = dispute
    const old = versionOf(await mediationNow(dispute))
    await say(dispute, zhang)
    await writeAgreement(app, by(sun), caseId, { text: '李四赔五百元。' })
    expect(await mediationNow(dispute)).toMatchObject({ reporterAgreedAt: undefined })
    for (const side of [zhang, li])
      await expect(agree(app, by(side), caseId, old)).rejects.toMatchObject({
        code: 'mediation-text-changed',
      })
    expect((await caseNow(dispute)).state).toBe('working')
  })

  test('another reading counts as another text; the same one again changes nothing', async () => {
    const dispute = await written()
    const { app, sun, zhang, caseId } = dispute
    await say(dispute, zhang)
    const before = (await promisedTo(app, zhang.chatId)).length
    await writeAgreement(app, by(sun), caseId, agreement)
    expect((await mediationNow(dispute)).reporterAgreedAt).toBeDefined()
    expect(await promisedTo(app, zhang.chatId)).toHaveLength(before)
    await writeAgreement(app, by(sun), caseId, { ...agreement, spokenFileId: 'spoken-1' })
    expect((await mediationNow(dispute)).reporterAgreedAt).toBeUndefined()
  })

  test('takes the place of one that was agreed to only when the case is to be worked on again', async () => {
    const dispute = await agreed()
    const { app, sun, zhang, caseId } = dispute
    await disputeCase(app, by(zhang), caseId, '墙没有动')
    await writeAgreement(app, by(sun), caseId, { text: '李四明天动工。' })
    expect(await mediationNow(dispute)).toMatchObject({ agreedAt: undefined, partyAgreedAt: undefined })
    await say(dispute, zhang)
    await say(dispute, dispute.li)
    const kept = (await entriesOf(app.db, app, caseId, { partyId: null })).filter(
      ({ kind }) => kind === 'answer',
    )
    expect(kept.map(({ words }) => words.text)).toEqual([agreement.text, '李四明天动工。'])
  })

  test('is written by the mediator alone, for two sides, and not too long', async () => {
    const dispute = await withBothSides()
    const { app, zheng, qian, yang, zhang, li, sun, caseId } = dispute
    for (const who of [zheng, qian])
      await expect(writeAgreement(app, by(who), caseId, agreement)).rejects.toMatchObject({
        code: 'case-unknown',
      })
    for (const who of [yang, zhang, li])
      await expect(writeAgreement(app, by(who), caseId, agreement)).rejects.toMatchObject({
        code: 'mediation-not-now',
      })
    await expect(writeAgreement(app, by(sun), caseId, { text: '长'.repeat(3001) })).rejects.toMatchObject({
      code: 'mediation-agreement-long',
    })
    await writeAgreement(app, by(sun), caseId, { text: '长'.repeat(3000) })
    const alone = await mediated()
    await expect(writeAgreement(alone.app, by(alone.sun), alone.caseId, agreement)).rejects.toMatchObject({
      code: 'mediation-no-party',
    })
  })
})

describe('"not yet"', () => {
  test('takes a consent back, with a word that goes to the mediator alone', async () => {
    const dispute = await written()
    const { app, zhang, li, sun, caseId } = dispute
    await say(dispute, li)
    const version = versionOf(await mediationNow(dispute))
    await twice(() => notYet(app, by(li), caseId, { version, said: said('半米太多') }, 'u:1'))
    expect(await mediationNow(dispute)).toMatchObject({ partyAgreedAt: undefined })
    const toSun = await promisedTo(app, sun.chatId)
    expect(toSun.filter((words) => words.includes('半米太多'))).toHaveLength(1)
    expect(toSun.at(-1)).toContain('另一边说，还不同意')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('半米太多')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('另一边说')
    await say(dispute, zhang)
    expect((await caseNow(dispute)).state).toBe('working')
  })

  test('without a word is noted once', async () => {
    const dispute = await written()
    const { app, zhang, caseId } = dispute
    await app.clock.advance(hourMs)
    const version = versionOf(await mediationNow(dispute))
    await twice(() => notYet(app, by(zhang), caseId, { version, said: nothing }, 'u:1'))
    expect((await historyOf(dispute)).filter((act) => act === 'not-yet reporter')).toHaveLength(1)
  })

  test('and "I agree" are for the two sides alone', async () => {
    const dispute = await written()
    const { app, sun, yang, wang, zheng, qian, caseId } = dispute
    const version = versionOf(await mediationNow(dispute))
    for (const who of [sun, yang, wang, zheng, qian]) {
      const code = who === zheng || who === qian ? 'case-unknown' : 'case-not-now'
      await expect(agree(app, by(who), caseId, version)).rejects.toMatchObject({ code })
      await expect(notYet(app, by(who), caseId, { version, said: nothing }, 'k')).rejects.toMatchObject({
        code,
      })
    }
  })
})

describe('a side without a phone', () => {
  async function onPaper(): Promise<Dispute> {
    const dispute = await mediated()
    const { app, sun, caseId } = dispute
    await enterParty(app, by(sun), caseId, '马老汉')
    await writeAgreement(app, by(sun), caseId, agreement)
    return dispute
  }

  test('signs on paper: a photo is kept, the witness is named, and the other one presses as ever', async () => {
    const dispute = await onPaper()
    const { app, sun, zhang, caseId } = dispute
    const paper = { side: 'party', witness: '王芳', photo } as const
    await twice(() => agreeOnPaper(app, by(sun), caseId, paper, 'u:1'))
    const event = (await eventsOf(app.db, app, caseId)).at(-1)
    expect(event).toMatchObject({ what: 'party-on-paper', actor: 'staff', byId: sun.id, note: '王芳' })
    expect(await app.db.caseFile.count({ where: { fileId: 'paper-1', state: 'waiting' } })).toBe(1)
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('王芳看着')
    await say(dispute, zhang)
    expect(await caseNow(dispute)).toMatchObject({ state: 'handled', outcome: 'settled' })
  })

  test('and nobody signs for who can press; a witness is needed, and a text', async () => {
    const dispute = await onPaper()
    const { app, sun, yang, zheng, caseId } = dispute
    const paper = { side: 'party', witness: '王芳', photo } as const
    const refused = async (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code })
    await refused(
      agreeOnPaper(app, by(sun), caseId, { ...paper, side: 'reporter' }, 'k'),
      'mediation-has-chat',
    )
    await refused(
      agreeOnPaper(app, by(sun), caseId, { ...paper, witness: ' ' }, 'k'),
      'mediation-witness-needed',
    )
    await refused(agreeOnPaper(app, by(yang), caseId, paper, 'k'), 'mediation-not-now')
    await refused(agreeOnPaper(app, by(zheng), caseId, paper, 'k'), 'case-unknown')
    const early = await mediated()
    await enterParty(early.app, by(early.sun), early.caseId, '马老汉')
    await refused(
      agreeOnPaper(early.app, by(early.sun), early.caseId, paper, 'k'),
      'mediation-nothing-written',
    )
  })
})
