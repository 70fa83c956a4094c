import { describe, expect, test } from 'vitest'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { duplicatesFor } from '../../src/cases/duplicates/likely-duplicates.ts'
import { arrangeMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { declareNeutral } from '../../src/cases/mediation/declare-neutral.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { nextMeeting } from '../../src/cases/mediation/meeting-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { passOnCase } from '../../src/cases/working/pass-on-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import {
  agreed,
  by,
  caseNow,
  type Dispute,
  dayMs,
  mediated,
  say,
  takenIn,
  withBothSides,
  written,
} from './dispute.ts'
import type { Somebody } from './town.ts'

/** What somebody hears while something is done. */
async function heard({ app }: Dispute, { chatId }: Somebody, act: () => Promise<unknown>): Promise<string> {
  const before = (await promisedTo(app, chatId)).length
  await act()
  return (await promisedTo(app, chatId)).slice(before).join('\n')
}

async function mineOf({ phone, number }: Dispute, who: Somebody): Promise<string | undefined> {
  await phone.says(who.user, '/mycases')
  return phone.lastLabels.find((label) => label.startsWith(number))
}

describe('the list of the other party', () => {
  test('says in words of its own where it stands, and waits for nothing that is the reporter’s to say', async () => {
    const running = await withBothSides()
    expect(await mineOf(running, running.li)).toMatch(/ 邻里 · 正在调解 · .*\d/)
    expect(running.phone.lastWords).toBe('和您有关的事，一共 1 件：')
    const settled = await agreed()
    expect(await mineOf(settled, settled.li)).toMatch(/ 邻里 · 双方说好了$/)
    expect(await mineOf(settled, settled.zhang)).toContain('说办完了，等您说')
    expect(settled.phone.lastWords).toBe('您反映的事，一共 1 件：')
    expect(await mineOf(settled, settled.zheng)).toBeUndefined()
  })

  test('does not say who ended it: withdrawn is over', async () => {
    const dispute = await withBothSides()
    await withdrawCase(dispute.app, by(dispute.zhang), dispute.caseId, '')
    expect(await mineOf(dispute, dispute.li)).toMatch(/ 邻里 · 办结了$/)
  })
})

describe('a case that is given to somebody else while it is mediated', () => {
  const to = ({ zhao, qian }: Dispute) => ({ leadId: zhao.id, handlerId: qian.id })

  test('is announced to both sides, and to no outsider', async () => {
    const dispute = await withBothSides()
    const { app, wang, li, zhang, zheng, caseId } = dispute
    const assign = () => assignCase(app, by(wang), caseId, to(dispute))
    let toZhang = ''
    let toZheng = ''
    const toLi = await heard(dispute, li, async () => {
      toZhang = await heard(dispute, zhang, async () => {
        toZheng = await heard(dispute, zheng, assign)
      })
    })
    expect(toLi).toContain('这件事现在由钱多来办，会来找您。')
    expect(toLi).not.toContain('赵敏')
    expect(toZhang).toContain('由钱多来办')
    expect(toZheng).toBe('')
  })

  test('by whoever has it already is no news for the other side', async () => {
    const dispute = await withBothSides()
    const { app, wang, li, zhao, sun, caseId } = dispute
    const again = { leadId: zhao.id, handlerId: sun.id }
    expect(await heard(dispute, li, () => assignCase(app, by(wang), caseId, again))).toBe('')
  })

  test.each(['assign', 'pass-on'] as const)(
    'by %s has no meeting to which nobody would come',
    async (how) => {
      const dispute = await withBothSides()
      const { app, wang, sun, li, units, caseId, key } = dispute
      const plan = { at: new Date(app.clock.now().getTime() + 3 * dayMs), place: '村委会' }
      await arrangeMeeting(app, by(sun), caseId, plan, key())
      const words = await heard(dispute, li, () =>
        how === 'assign'
          ? assignCase(app, by(wang), caseId, to(dispute))
          : passOnCase(app, by(wang), caseId, { unitId: units.heping.id, note: '' }),
      )
      expect(words).toContain('村委会')
      expect(await nextMeeting(app.db, app, caseId, app.clock.now())).toBeUndefined()
    },
  )
})

describe('a case that is mediated', () => {
  const again = { kind: 'neighbours', words: { text: '李四家的墙占了我家的地，三尺。', places: [] } }

  test('is not made to go along with another: both sides come to their own end', async () => {
    const dispute = await written()
    const { app, wang, zhang, li, caseId } = dispute
    const other = await dispute.file(again, dispute.qian)
    const joining = joinCase(app, by(wang), caseId, other.id)
    await expect(joining).rejects.toMatchObject({ code: 'duplicate-mediated' })
    for (const side of [zhang, li]) await say(dispute, side)
    expect(await caseNow(dispute)).toMatchObject({ state: 'handled', outcome: 'settled' })
  })

  test('and lost its mediator waits for another, and is not made to go along either: the other side has come', async () => {
    const dispute = await withBothSides()
    const { app, wang, zhao, qian, caseId } = dispute
    await assignCase(app, by(wang), caseId, { leadId: zhao.id, handlerId: qian.id })
    const other = await dispute.file(again, dispute.qian)
    const joining = joinCase(app, by(wang), caseId, other.id)
    await expect(joining).rejects.toMatchObject({ code: 'duplicate-mediated' })
  })

  test('is the one with which others go along, however old they are', async () => {
    const dispute = await takenIn()
    const { app, wang, sun, caseId } = dispute
    const younger = await dispute.file(again, dispute.qian)
    await acceptCase(app, by(wang), younger.id)
    await mediateCase(app, by(wang), younger.id, sun.id)
    await declareNeutral(app, by(sun), younger.id)
    const { likely } = await duplicatesFor(app.db, app, by(wang), caseId)
    expect(likely.map(({ join }) => join)).toEqual([{ caseId, toId: younger.id }])
    await joinCase(app, by(wang), caseId, younger.id)
  })

  test('can be joined once nobody mediates it any more', async () => {
    const dispute = await mediated()
    const { app, wang, zhao, qian, caseId } = dispute
    await assignCase(app, by(wang), caseId, { leadId: zhao.id, handlerId: qian.id })
    const other = await dispute.file(again, dispute.qian)
    expect(await joinCase(app, by(wang), caseId, other.id)).toMatchObject({ joinedToId: other.id })
  })

  test('was joined before its mediator answered: nothing begins, and they hear why', async () => {
    const dispute = await takenIn()
    const { app, phone, wang, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    const other = await dispute.file(again, dispute.qian)
    await joinCase(app, by(wang), caseId, other.id)
    await phone.hears(phone.press(sun.user, `mediator-declare:${caseId}`))
    expect(phone.toasts.at(-1)).toBe('这件事并到另一件里一起办了，不用单独调解。')
    expect(await caseNow(dispute)).not.toMatchObject({ handlerId: sun.id })
  })
})
