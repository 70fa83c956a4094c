import { expect, test } from 'vitest'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { passOnCase, redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { agreed, by, caseNow, type Dispute, mediated, withBothSides } from './dispute.ts'

const lastTo = async ({ app, li }: Dispute) => (await promisedTo(app, li.chatId)).at(-1)

test.each<[what: string, act: (of: Dispute) => Promise<unknown>, heard: string]>([
  ['withdrawn', ({ app, zhang, caseId }) => withdrawCase(app, by(zhang), caseId, '算了'), '办完了'],
  [
    'handled without an agreement',
    ({ app, sun, caseId }) => handleCase(app, by(sun), caseId, { outcome: 'impossible', note: '说不到一起' }),
    '办完了',
  ],
  [
    'handed on',
    ({ app, yang, caseId, units }) =>
      passOnCase(app, by(yang), caseId, { unitId: units.heping.id, note: '这家难缠' }),
    '交给和平村去办了',
  ],
  [
    'handed outside',
    ({ app, yang, caseId }) => redirectCase(app, by(yang), caseId, '法院'),
    '交给法院去办了',
  ],
  [
    'gone up',
    async (of) => {
      const one = await caseNow(of)
      return of.app.db.transaction((tx) => climb(tx, of.app, one, 'overdue'))
    },
    '交给和平村去办了',
  ],
])('the other side of a case that was %s hears that it is, and not why', async (_what, act, heard) => {
  const dispute = await withBothSides()
  await act(dispute)
  const last = await lastTo(dispute)
  expect(last).toContain(heard)
  expect(last).not.toMatch(/算了|说不到一起|难缠|张三/)
})

test('of one that is taken up again they hear that too', async () => {
  const dispute = await agreed()
  const { app, zhang, caseId } = dispute
  await disputeCase(app, by(zhang), caseId, '墙没动')
  expect(await lastTo(dispute)).toContain('还要接着办')
  await withdrawCase(app, by(zhang), caseId, '')
  await askAgain(app, by(zhang), caseId, 'reopen', '又不行了')
  expect(await lastTo(dispute)).toContain('还要接着办')
})

test('where there is no other side nobody is told', async () => {
  const dispute = await mediated()
  await withdrawCase(dispute.app, by(dispute.zhang), dispute.caseId, '')
  expect(await promisedTo(dispute.app, dispute.li.chatId)).toEqual([])
})
