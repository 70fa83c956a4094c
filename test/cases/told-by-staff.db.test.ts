import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { handlerCandidates, leadCandidates } from '../../src/cases/candidates.ts'
import type { Privacy } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { findOrphans } from '../../src/cases/clocks/find-orphans.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { casesForDesk } from '../../src/cases/list-cases.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by, dayMs } from './dispute.ts'
import { type CaseTown, caseTown } from './town.ts'

const solved = { outcome: 'solved', note: '换了新水管' } as const

async function listsOf({ app }: CaseTown, caseId: number): Promise<string[][]> {
  const one = await caseById(app.db, caseId)
  if (!one) throw new Error('the case is gone')
  const lists = [await leadCandidates(app.db, app, one), await handlerCandidates(app.db, app, one)]
  return lists.map((list) => list.map(({ name }) => name))
}

async function toldBy(town: CaseTown, who: Person, privacy: Privacy): Promise<number> {
  const { id } = await town.file({ privacy }, who)
  await acceptCase(town.app, by(town.wang), id)
  return id
}

const shown = async ({ app, phone, qian }: CaseTown, who: { user: typeof qian.user }, caseId: number) => {
  const one = await caseById(app.db, caseId)
  await phone.says(who.user, `/case ${one?.number}`)
  return phone.lastWords
}

describe('what somebody told whom nobody may know', () => {
  test.each<Privacy>(['sealed', 'confidential'])(
    '%s: the lists for those who give it to others are the same, whoever told it',
    async (privacy) => {
      const town = await caseTown()
      const { zhang, qian, zhao, sun } = town
      const ofVillager = await listsOf(town, await toldBy(town, zhang, privacy))
      expect(ofVillager[1]).toEqual(expect.arrayContaining(['钱多', '孙和', '赵敏']))
      for (const who of [qian, zhao, sun])
        expect(await listsOf(town, await toldBy(town, who, privacy)), who.name).toEqual(ofVillager)
      // Of a named one everybody knows who told it: they do not decide it themselves.
      const named = await listsOf(town, await toldBy(town, qian, 'named'))
      expect(named[1]).toEqual(ofVillager[1]?.filter((name) => name !== '钱多'))
    },
  )

  test('can be given to them: they work on it like anybody, and no trace says that they told it', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { app, wang, zhao, qian, yang, zheng } = town
    const id = await toldBy(town, qian, 'sealed')
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect((await casesForDesk(app.db, app, qian.id)).map((one) => one.id)).toEqual([id])
    await beginCase(app, by(qian), id)
    const note = { words: { text: '去看过', places: [] }, files: [] }
    await sayOfCase(app, by(qian), id, 'note', note, 'k:note')
    await sayOfCase(app, by(qian), id, 'answer', note, 'k:answer')
    const said = (await entriesOf(app.db, app, id)).map(({ kind, authorId }) => [kind, authorId])
    expect(said).toEqual([
      ['told', undefined],
      ['note', qian.id],
      ['answer', qian.id],
    ])
    await handleCase(app, by(qian), id, solved)
    expect((await eventsOf(app.db, app, id)).slice(-2)).toMatchObject([
      { what: 'begin', actor: 'staff', byId: qian.id },
      { what: 'handle', actor: 'staff', byId: qian.id },
    ])
    for (const who of [zhao, yang]) expect(await shown(town, who, id)).toMatch(/来信人-\w{3}/)
    await expect(caseFor(app.db, app, by(zheng), id)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('is never called settled by themselves then; they may say that it is not, or take it back', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { app, wang, zhao, qian, yang } = town
    const id = await toldBy(town, qian, 'sealed')
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    await handleCase(app, by(qian), id, solved)
    const own = { code: 'case-confirm-own' }
    await expect(confirmCase(app, by(qian), id, { score: 5, note: '' })).rejects.toMatchObject(own)
    expect((await promisedTo(app, qian.chatId)).at(-1)).not.toContain('您看办得怎么样')
    await disputeCase(app, by(qian), id, '又漏了')
    expect((await eventsOf(app.db, app, id)).at(-1)).toMatchObject({ what: 'dispute', actor: 'reporter' })
    await handleCase(app, by(qian), id, solved)
    // It was given to another meanwhile, but they did it.
    await app.db.case.update({ where: { id }, data: { handlerId: town.sun.id } })
    await expect(confirmCase(app, by(qian), id, { score: 5, note: '' })).rejects.toMatchObject(own)
    await app.clock.advance(7 * dayMs)
    await confirmCase(app, by(yang), id, { note: '去看过' })
    const other = await toldBy(town, qian, 'sealed')
    await assignCase(app, by(wang), other, { leadId: zhao.id, handlerId: qian.id })
    await withdrawCase(app, by(qian), other, '')
    expect((await eventsOf(app.db, app, other)).at(-1)).toMatchObject({ what: 'withdraw', actor: 'reporter' })
  })

  test('can be handed over by them when they lead it, as by anybody who leads it', async () => {
    const town = await caseTown()
    const { app, wang, zhao, qian, sun, yang } = town
    const id = await toldBy(town, zhao, 'sealed')
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    await assignCase(app, by(zhao), id, { leadId: yang.id, handlerId: sun.id })
    expect((await eventsOf(app.db, app, id)).at(-1)).toMatchObject({ actor: 'staff', byId: zhao.id })
    await expect(assignCase(app, by(zhao), id, { leadId: zhao.id, handlerId: sun.id })).rejects.toMatchObject(
      { code: 'case-not-now' },
    )
  })

  test('does not go up as if nobody were there when the only one who takes in there told it', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { app, wang, yang, units } = town
    const { id } = await town.file({ privacy: 'sealed' }, wang)
    expect(await findOrphans(app)).toEqual({ orphaned: 0 })
    expect(await caseById(app.db, id)).toMatchObject({ handlingUnitId: units.hepingOne.id })
    expect((await promisedTo(app, yang.chatId)).length).toBeGreaterThan(0)
  })
})

describe('the name of a confidential case', () => {
  test('stays with who took it in: handing it outside after it went up takes nothing in', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { app, wang, yang, zheng } = town
    const id = await toldBy(town, town.zhang, 'confidential')
    expect(await shown(town, wang, id)).toContain('张三')
    expect(await shown(town, yang, id)).not.toContain('张三')
    await app.db.transaction(async (tx) => {
      const one = await caseById(tx, id)
      if (one) await climb(tx, app, one, 'overdue')
    })
    await redirectCase(app, by(yang), id, '供电所')
    expect(await caseById(app.db, id)).toMatchObject({ leadId: yang.id, intakeId: undefined })
    const card = await shown(town, yang, id)
    expect(card).toMatch(/来信人-\w{3}/)
    expect(card).not.toContain('张三')
    // They follow it all the same.
    expect((await casesForDesk(app.db, app, yang.id)).map((one) => one.id)).toEqual([id])
    await expect(caseFor(app.db, app, by(zheng), id)).rejects.toMatchObject({ code: 'case-unknown' })
  })
})
