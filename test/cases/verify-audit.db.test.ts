import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreeUnsealing } from '../../src/cases/trust/agree-unsealing.ts'
import { askUnsealing } from '../../src/cases/trust/ask-unsealing.ts'
import { verifyAudit } from '../../src/cases/trust/verify-audit.ts'
import { acts, tries } from './random-acts.ts'
import { caseTown } from './town.ts'

test('whatever is done to a case, its history is whole', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 20, maxLength: 60 }), async (some) => {
      const town = await caseTown()
      const { id } = await town.file()
      for (const act of some) await tries(town, id, act)
      const audited = await verifyAudit(town.app)
      expect(audited.broken).toEqual([])
      const events = await town.app.db.caseEvent.findMany({ where: { caseId: id }, orderBy: { seq: 'asc' } })
      let before = ''
      for (const event of events) {
        expect(event.from).toBe(before)
        before = event.to
      }
      const one = await town.app.db.case.findUniqueOrThrow({ where: { id } })
      const count = (what: string) => events.filter((event) => event.what === what).length
      expect(one.disputes).toBe(count('dispute'))
      expect(one.reopened).toBe(count('reopen'))
    }),
    { numRuns: 10, endOnFailure: true },
  )
})

test('that a name was opened is missed though it is the last act, and moved the case nowhere', async () => {
  const town = await caseTown()
  const { app, yang, zhou } = town
  const { id, number } = await town.file({ privacy: 'sealed' })
  await askUnsealing(app, { personId: yang.id }, id, '要上门')
  const { id: askedId } = await app.db.caseUnsealing.findFirstOrThrow()
  await agreeUnsealing(app, { personId: zhou.id }, id, askedId)
  expect(await verifyAudit(app)).toEqual({ cases: 1, events: 3, broken: [] })
  const takeLast = (seq: number) => app.db.caseEvent.delete({ where: { caseId_seq: { caseId: id, seq } } })
  await takeLast(3)
  expect((await verifyAudit(app)).broken).toEqual([{ number, seq: 3, wrong: 'missing' }])
  await takeLast(2)
  expect((await verifyAudit(app)).broken).toEqual([{ number, seq: 2, wrong: 'missing' }])
})
