import { beforeEach, describe, expect, test } from 'vitest'
import { eraseCase } from '../../src/cases/trust/erase-case.ts'
import { verifyAudit } from '../../src/cases/trust/verify-audit.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase } from '../../src/cases/working/settle-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

let town: CaseTown
/** Of the case whose history is touched. */
let id: number
let number: string

/** Two cases with a past: one closed after eight acts, one that was not taken in at first. */
beforeEach(async () => {
  town = await caseTown()
  const { app, wang, zhao, qian, zhang } = town
  const filed = await town.file()
  id = filed.id
  number = filed.number
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  await pauseCase(app, by(qian), id, { reason: 'weather', note: '雪停了就来' })
  await resumeCase(app, by(qian), id)
  await handleCase(app, by(qian), id, { outcome: 'solved', note: '换了新水管' })
  await confirmCase(app, by(zhang), id, { score: 5, note: '' })
  const other = await town.file()
  await declineCase(app, by(wang), other.id, { reason: 'too-little', note: '请说说在哪一段' })
  await askAgain(app, by(zhang), other.id, 'second-look', '就是桥头那一段')
})

const at = (seq: number) => ({ caseId_seq: { caseId: id, seq } })
const event = (seq: number) => town.app.db.caseEvent.findUniqueOrThrow({ where: at(seq) })

async function broken() {
  const { broken: found } = await verifyAudit(town.app)
  return found
}

describe('the audit', () => {
  test('finds nothing wrong with what the town has done, and counts it', async () => {
    expect(await verifyAudit(town.app)).toEqual({ cases: 2, events: 11, broken: [] })
  })

  test.each([
    ['who did it', { byId: 1_000 }],
    ['what was done', { what: 'decline' }],
    ['when it was done', { at: new Date('2026-01-01T00:00:00Z') }],
    ['where it led', { to: 'closed' }],
    ['who it is said to be', { actor: 'clock' }],
    ['the hash of a note', { noteHash: 'another' }],
  ])('finds that somebody changed %s', async (_, data) => {
    await town.app.db.caseEvent.update({ where: at(3), data })
    expect(await broken()).toEqual([{ number, seq: 3, wrong: 'changed' }])
  })

  test('finds that one in the middle is gone', async () => {
    await town.app.db.caseEvent.delete({ where: at(4) })
    expect(await broken()).toEqual([{ number, seq: 4, wrong: 'hole' }])
  })

  test('finds that one in the middle is gone and the others were counted anew', async () => {
    const { db } = town.app
    await db.caseEvent.delete({ where: at(4) })
    for (let seq = 5; seq <= 8; seq++) await db.caseEvent.update({ where: at(seq), data: { seq: seq - 1 } })
    expect(await broken()).toEqual([{ number, seq: 4, wrong: 'changed' }])
  })

  test('finds that the last one is gone', async () => {
    await town.app.db.caseEvent.delete({ where: at(8) })
    expect(await broken()).toEqual([{ number, seq: 7, wrong: 'state' }])
  })

  test('finds that all are gone', async () => {
    await town.app.db.caseEvent.deleteMany({ where: { caseId: id } })
    expect(await broken()).toEqual([{ number, seq: 0, wrong: 'empty' }])
  })

  test('finds that two have changed places', async () => {
    const { db } = town.app
    for (const [from, to] of [
      [4, 99],
      [5, 4],
      [99, 5],
    ] as const)
      await db.caseEvent.update({ where: at(from), data: { seq: to } })
    expect(await broken()).toEqual([{ number, seq: 4, wrong: 'changed' }])
  })

  test('finds that the state was changed past the history', async () => {
    await town.app.db.case.update({ where: { id }, data: { state: 'working' } })
    expect(await broken()).toEqual([{ number, seq: 8, wrong: 'state' }])
  })

  test('finds a note that says something else, cannot be opened, was added, or is gone', async () => {
    const { db, sealer } = town.app
    const { note } = await event(5)
    const expected = [{ number, seq: 5, wrong: 'note' }]
    for (const other of [sealer.seal('没有下雪'), 'a1.AAAA', null]) {
      await db.caseEvent.update({ where: at(5), data: { note: other } })
      expect(await broken()).toEqual(expected)
    }
    await db.caseEvent.update({ where: at(5), data: { note } })
    expect(await broken()).toEqual([])
    await db.caseEvent.update({ where: at(2), data: { note: sealer.seal('他自己说的') } })
    expect(await broken()).toEqual([{ number, seq: 2, wrong: 'note' }])
  })

  test('finds an act that was made up and put at the end', async () => {
    const last = await event(8)
    const { id: _, ...row } = last
    await town.app.db.caseEvent.create({ data: { ...row, seq: 9 } })
    expect(await broken()).toEqual([{ number, seq: 9, wrong: 'changed' }])
  })

  test('does not miss notes that are gone because the case was erased', async () => {
    const { app } = town
    await app.db.caseEvent.updateMany({ where: { caseId: id }, data: { note: null } })
    expect(await broken()).toHaveLength(1)
    await app.db.transaction((tx) => eraseCase(tx, app, { id }, 'clock'))
    expect(await broken()).toEqual([])
    await app.db.caseEvent.deleteMany({ where: { caseId: id, what: 'erased' } })
    expect(await broken()).toEqual([{ number, seq: 9, wrong: 'missing' }])
  })
})
