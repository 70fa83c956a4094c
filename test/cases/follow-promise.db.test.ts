import { describe, expect, test } from 'vitest'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { agreeOnPaper } from '../../src/cases/mediation/agree.ts'
import { askAboutPromises } from '../../src/cases/mediation/ask-about-promises.ts'
import { breakPromise, keepPromise } from '../../src/cases/mediation/follow-promise.ts'
import { enterParty } from '../../src/cases/mediation/invite-party.ts'
import { promiseOf } from '../../src/cases/mediation/promise-store.ts'
import { writeAgreement } from '../../src/cases/mediation/write-agreement.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import {
  agreed,
  agreement,
  by,
  caseNow,
  type Dispute,
  dayMs,
  historyOf,
  mediated,
  mediationNow,
  say,
  twice,
} from './dispute.ts'

/** Agreed on a Monday morning, closed by the reporter, and so many days later. */
async function later(days: number): Promise<Dispute> {
  const dispute = await agreed()
  const { app, zhang, caseId } = dispute
  await confirmCase(app, by(zhang), caseId, { score: 5, note: '' })
  await app.clock.advance(days * dayMs)
  return dispute
}

const askedOf = async ({ app }: Dispute, { chatId }: { chatId: number }) =>
  (await promisedTo(app, chatId)).filter((words) => words.includes('都照着做了吗'))

describe('after 7, 30 and 90 days', () => {
  test('both sides are asked, each once', async () => {
    const dispute = await later(6)
    const { app, zhang, li } = dispute
    expect(await askAboutPromises(app)).toEqual({ asked: 0, silent: 0 })
    await app.clock.advance(dayMs)
    expect(await askAboutPromises(app)).toEqual({ asked: 1, silent: 0 })
    expect(await askAboutPromises(app)).toEqual({ asked: 0, silent: 0 })
    await app.clock.advance(23 * dayMs)
    await keepPromise(app, by(zhang), dispute.caseId, 7)
    await keepPromise(app, by(li), dispute.caseId, 7)
    await askAboutPromises(app)
    await app.clock.advance(60 * dayMs)
    await keepPromise(app, by(zhang), dispute.caseId, 30)
    await keepPromise(app, by(li), dispute.caseId, 30)
    await askAboutPromises(app)
    for (const side of [zhang, li])
      expect((await askedOf(dispute, side)).map((words) => /\d+ 天/.exec(words)?.[0])).toEqual([
        '7 天',
        '30 天',
        '90 天',
      ])
  })

  test('nobody is asked at night', async () => {
    const dispute = await later(7)
    const { app } = dispute
    const now = app.clock.now()
    const night = new Date(`${now.toISOString().slice(0, 10)}T15:30:00Z`)
    await app.clock.advance(night.getTime() - now.getTime())
    expect(await askAboutPromises(app)).toEqual({ asked: 0, silent: 0 })
    await app.clock.advance(9 * 60 * 60 * 1000)
    expect(await askAboutPromises(app)).toEqual({ asked: 1, silent: 0 })
  })

  test('what was slept through is asked for once, with the days that have passed', async () => {
    const dispute = await later(40)
    const { app, li } = dispute
    expect(await askAboutPromises(app)).toEqual({ asked: 1, silent: 0 })
    expect(await askedOf(dispute, li)).toEqual([expect.stringContaining('40 天')])
    expect(await promiseOf(app.db, dispute.caseId, 7)).toMatchObject({ answeredAt: app.clock.now() })
    await app.clock.advance(dayMs)
    expect(await askAboutPromises(app)).toEqual({ asked: 0, silent: 0 })
  })

  test('not while the case is being worked on again', async () => {
    const dispute = await agreed()
    const { app, zhang, caseId } = dispute
    await disputeCase(app, by(zhang), caseId, '墙没动')
    await app.clock.advance(8 * dayMs)
    expect(await askAboutPromises(app)).toEqual({ asked: 0, silent: 0 })
  })
})

describe('"it is kept"', () => {
  test('is answered when both have said so, once each', async () => {
    const dispute = await later(7)
    const { app, zhang, li, caseId } = dispute
    await askAboutPromises(app)
    await twice(() => keepPromise(app, by(zhang), caseId, 7))
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeUndefined()
    await keepPromise(app, by(li), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeDefined()
    expect((await historyOf(dispute)).slice(-2)).toEqual(['kept-7 reporter', 'kept-7 party'])
  })

  test('is not to be said before it was asked, nor by others', async () => {
    const dispute = await later(7)
    const { app, zhang, wang, zheng, qian, caseId } = dispute
    for (const answer of [keepPromise, breakPromise]) {
      await expect(answer(app, by(zhang), caseId, 7)).rejects.toMatchObject({
        code: 'mediation-promise-over',
      })
      await expect(answer(app, by(zhang), caseId, 8)).rejects.toMatchObject({
        code: 'mediation-promise-over',
      })
    }
    await askAboutPromises(app)
    for (const answer of [keepPromise, breakPromise]) {
      await expect(answer(app, by(wang), caseId, 7)).rejects.toMatchObject({ code: 'case-not-now' })
      for (const who of [zheng, qian])
        await expect(answer(app, by(who), caseId, 7)).rejects.toMatchObject({ code: 'case-unknown' })
    }
  })
})

describe('"it is not kept"', () => {
  test.each(['zhang', 'li'] as const)(
    'by %s opens it again, long after it was closed, with a new clock and the same mediator',
    async (who) => {
      const dispute = await later(30)
      const { app, sun, yang, caseId } = dispute
      await askAboutPromises(app)
      await twice(() => breakPromise(app, by(dispute[who]), caseId, 30))
      const actor = who === 'zhang' ? 'reporter' : 'party'
      expect(await caseNow(dispute)).toMatchObject({
        state: 'working',
        reopened: 1,
        handlerId: sun.id,
        outcome: undefined,
        closedAt: undefined,
      })
      expect((await historyOf(dispute)).slice(-3)).toEqual([
        `broken-30 ${actor}`,
        `reopen ${actor}`,
        'begin staff',
      ])
      const [clock] = await runningClocks(app.db, caseId)
      expect(clock).toMatchObject({ purpose: 'handle', startedAt: app.clock.now() })
      for (const staff of [sun, yang])
        expect((await promisedTo(app, staff.chatId)).at(-1)).toContain('协议没有照着做')
      for (const side of [dispute.zhang, dispute.li])
        expect((await promisedTo(app, side.chatId)).at(-1)).toContain('重新打开了')
    },
  )

  test('ends the agreement: nobody can agree to the old one, a new one is asked about anew', async () => {
    const dispute = await later(7)
    const { app, zhang, li, sun, caseId } = dispute
    await askAboutPromises(app)
    await keepPromise(app, by(zhang), caseId, 7)
    await breakPromise(app, by(li), caseId, 7)
    await expect(say(dispute, zhang)).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(keepPromise(app, by(zhang), caseId, 7)).rejects.toMatchObject({
      code: 'mediation-promise-over',
    })
    await app.clock.advance(dayMs)
    await writeAgreement(app, by(sun), caseId, { text: '李四后天动工。' })
    for (const side of [zhang, li]) await say(dispute, side)
    await app.clock.advance(7 * dayMs)
    expect(await askAboutPromises(app)).toEqual({ asked: 1, silent: 0 })
    await keepPromise(app, by(li), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeUndefined()
    await keepPromise(app, by(zhang), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeDefined()
  })
})

describe('silence', () => {
  test('of a week is no "yes": the mediator is asked to go and see, once, and says what they saw', async () => {
    const dispute = await later(7)
    const { app, zhang, sun, yang, caseId } = dispute
    await askAboutPromises(app)
    await keepPromise(app, by(zhang), caseId, 7)
    await app.clock.advance(7 * dayMs - 1)
    expect(await askAboutPromises(app)).toMatchObject({ silent: 0 })
    await app.clock.advance(1)
    expect(await askAboutPromises(app)).toMatchObject({ silent: 1 })
    expect(await askAboutPromises(app)).toMatchObject({ silent: 0 })
    for (const who of [sun, yang])
      expect((await promisedTo(app, who.chatId)).at(-1)).toContain('请您去看一看')
    await keepPromise(app, by(sun), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeDefined()
    expect((await historyOf(dispute)).slice(-2)).toEqual(['silent-7 clock', 'kept-7 staff'])
  })

  test('who went to see can find it broken', async () => {
    const dispute = await later(7)
    const { app, sun, caseId } = dispute
    await askAboutPromises(app)
    await breakPromise(app, by(sun), caseId, 7)
    expect(await caseNow(dispute)).toMatchObject({ state: 'working', reopened: 1 })
    expect((await historyOf(dispute)).slice(-3)).toEqual(['broken-7 staff', 'reopen staff', 'begin staff'])
  })

  test('a side without a phone is gone to at once', async () => {
    const dispute = await mediated()
    const { app, sun, zhang, caseId } = dispute
    await enterParty(app, by(sun), caseId, '马老汉')
    await writeAgreement(app, by(sun), caseId, agreement)
    const photo = { kind: 'photo', fileId: 'paper-1' } as const
    await agreeOnPaper(app, by(sun), caseId, { side: 'party', witness: '王芳', photo }, 'u:1')
    await say(dispute, zhang)
    await app.clock.advance(8 * dayMs)
    await askAboutPromises(app)
    expect((await promisedTo(app, sun.chatId)).at(-1)).toContain('另一边的马老汉没有手机')
    expect(await askedOf(dispute, zhang)).toHaveLength(1)
    await keepPromise(app, by(zhang), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeUndefined()
    await keepPromise(app, by(sun), caseId, 7)
    expect((await promiseOf(app.db, caseId, 7))?.answeredAt).toBeDefined()
    expect((await mediationNow(dispute)).agreedAt).toBeDefined()
  })
})
