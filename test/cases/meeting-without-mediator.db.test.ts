import { describe, expect, test } from 'vitest'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { findOrphans } from '../../src/cases/clocks/find-orphans.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { arrangeMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { declareNeutral } from '../../src/cases/mediation/declare-neutral.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { nextMeeting } from '../../src/cases/mediation/meeting-store.ts'
import { remindOfMeetings } from '../../src/cases/mediation/remind-of-meetings.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { endGrant, grantsOf } from '../../src/org/role-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { by, type Dispute, dayMs, withBothSides } from './dispute.ts'

/** Both sides are to meet in the village committee, so many days from now at three in the afternoon. */
async function arranged(days: number): Promise<Dispute> {
  const dispute = await withBothSides()
  const { app, sun, caseId, key } = dispute
  const at = new Date(app.clock.now().getTime() + days * dayMs)
  await arrangeMeeting(app, by(sun), caseId, { at, place: '村委会' }, key())
  return dispute
}

const wordsTo = async ({ app }: Dispute, { chatId }: { chatId: number }) =>
  (await promisedTo(app, chatId)).map((words) => words.split('\n')[1] ?? '')

/** Whoever mediated does not any more, in every way there is besides handing it on. */
const ways: Record<string, (dispute: Dispute) => Promise<unknown>> = {
  'because it climbed': async ({ app, caseId }) => {
    const one = await caseById(app.db, caseId)
    if (!one) throw new Error('the case is gone')
    await app.db.transaction((tx) => climb(tx, app, one, 'disputed'))
  },
  'because its time was over': async ({ app }) => {
    await app.clock.advance(10 * dayMs)
    await tellCaseClocks(app)
  },
  'because they left office': async ({ app, sun, wang }) => {
    for (const { id } of await grantsOf(app.db, sun.id)) await endGrant(app.db, id, wang.id, app.clock.now())
    await findOrphans(app)
  },
  'because another one mediates': async ({ app, wang, caseId, units }) => {
    const he = await personNamed(app, '何平', { roles: [['mediator', units.heping]] })
    await mediateCase(app, by(wang), caseId, he.id)
    await declareNeutral(app, by(he), caseId)
  },
}

describe('a meeting whose mediator does not have the case any more', () => {
  test.each(Object.entries(ways))('does not take place %s, and both sides hear so, once', async (_, way) => {
    const dispute = await arranged(20)
    const { app, caseId, zhang, li, zheng } = dispute
    await way(dispute)
    expect(await nextMeeting(app.db, app, caseId, app.clock.now())).toBeUndefined()
    for (const side of [zhang, li])
      expect((await wordsTo(dispute, side)).filter((words) => words.includes('的见面取消了'))).toHaveLength(1)
    expect(await wordsTo(dispute, zheng)).toEqual([])
    await app.clock.advance(20 * dayMs)
    await remindOfMeetings(app)
    for (const side of [zhang, li])
      expect((await wordsTo(dispute, side)).filter((words) => words.includes('提醒一声'))).toEqual([])
  })

  test('that takes place while the same one mediates is not touched when they are asked once more', async () => {
    const dispute = await arranged(2)
    const { app, wang, sun, caseId } = dispute
    await mediateCase(app, by(wang), caseId, sun.id)
    expect(await nextMeeting(app.db, app, caseId, app.clock.now())).toMatchObject({ place: '村委会' })
  })
})

test('a matter that has come to its end needs no meeting: both sides hear so, once', async () => {
  const dispute = await arranged(20)
  const { app, zhang, caseId, li } = dispute
  await withdrawCase(app, by(zhang), caseId, '我们自己说好了')
  expect(await nextMeeting(app.db, app, caseId, app.clock.now())).toBeUndefined()
  for (const side of [zhang, li])
    expect((await wordsTo(dispute, side)).filter((words) => words.includes('的见面不用去了'))).toHaveLength(1)
})
