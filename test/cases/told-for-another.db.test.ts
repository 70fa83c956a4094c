import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { askersOf } from '../../src/cases/clocks/who-to-remind.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { caseFor } from '../../src/cases/see-case.ts'
import { stepsNow } from '../../src/cases/steps-now.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { personNamed } from '../support/people.ts'
import { human } from '../support/phone.ts'
import { buttonsOf, by, dayMs, messagesTo, pressesSent } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const solved = { outcome: 'solved', note: '换了新水管' } as const
const forGrandma = {
  onBehalf: { wayIn: 'visit', name: '马奶奶', contact: '', consented: true },
} as const

interface Told extends CaseTown {
  /** A cadre of the village, who tells what others told her, and works on none of it here. */
  he: Somebody
  id: number
}

async function toldByCadre(): Promise<Told> {
  const town = await caseTown()
  await fillCalendar(town.app)
  const person = await personNamed(town.app, '何秀', { roles: [['handler', town.units.heping]] })
  const he = { ...person, user: human(person.telegramUserId ?? 0, person.name) }
  const { id } = await town.file(forGrandma, he)
  return { ...town, he, id }
}

async function stateOf({ app, id }: Told): Promise<Case> {
  const one = await caseById(app.db, id)
  if (!one) throw new Error('the case is gone')
  return one
}

async function handled(told: Told): Promise<void> {
  const { app, wang, zhao, qian, id } = told
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await handleCase(app, by(qian), id, solved)
}

const lastActOf = async ({ app, id }: Told) => (await eventsOf(app.db, app, id)).at(-1)

const labelsTo = async (town: CaseTown, who: Somebody) =>
  buttonsOf((await messagesTo(town, who)).slice(-1)).map(({ text }) => text)

describe('whoever told it for somebody without a phone speaks for them', () => {
  test('what was not taken in can be looked at once more, and then by the level above: by buttons, as the message offers', async () => {
    const told = await toldByCadre()
    const { app, wang, he, phone, units, id } = told
    await declineCase(app, by(wang), id, { reason: 'too-little', note: '' })
    expect(await labelsTo(told, he)).toEqual(['请再看一次', '请上一级看'])
    await pressesSent(told, he, '请再看一次')
    await phone.says(he.user, '奶奶说就在桥头')
    expect(await stateOf(told)).toMatchObject({ state: 'filed' })
    expect((await eventsOf(app.db, app, id)).findLast(({ what }) => what === 'second-look')).toMatchObject({
      actor: 'staff',
      byId: he.id,
    })
    await declineCase(app, by(wang), id, { reason: 'too-little', note: '' })
    await pressesSent(told, he, '请上一级看')
    await phone.says(he.user, '奶奶不服')
    expect(await stateOf(told)).toMatchObject({ state: 'filed', handlingUnitId: units.heping.id })
  })

  test('what was handled is not rated by them: they say that it is not settled, or somebody from outside asks', async () => {
    const told = await toldByCadre()
    const { app, he, yang, id } = told
    await handled(told)
    expect(await labelsTo(told, he)).toEqual(['本人说没解决', '看这件事'])
    await expect(confirmCase(app, by(he), id, { score: 5, note: '好' })).rejects.toMatchObject({
      code: 'case-not-now',
    })
    await pressesSent(told, he, '本人说没解决')
    expect(await stateOf(told)).toMatchObject({ state: 'disputed', disputes: 1 })
    expect(await lastActOf(told)).toMatchObject({ what: 'dispute', actor: 'staff', byId: he.id })
    await handleCase(app, by(told.qian), id, solved)
    await app.clock.advance(7 * dayMs)
    expect(await confirmCase(app, by(yang), id, { score: 4, note: '去奶奶家看过' })).toMatchObject({
      state: 'closed',
    })
    await askAgain(app, by(he), id, 'reopen', '又坏了')
    expect(await stateOf(told)).toMatchObject({ state: 'accepted', reopened: 1 })
    await withdrawCase(app, by(he), id, '奶奶说算了')
    expect(await lastActOf(told)).toMatchObject({ what: 'withdraw', actor: 'staff', byId: he.id })
  })

  test('one who leads above does not ask in their own matter: another does', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { app, yang, zhou, wu } = town
    const { id } = await town.file(forGrandma, yang)
    const told = { ...town, he: yang, id }
    await handled(told)
    await app.clock.advance(7 * dayMs)
    await expect(confirmCase(app, by(yang), id, { note: '好了' })).rejects.toMatchObject({
      code: 'case-not-now',
    })
    const askers = await askersOf(app.db, app, await stateOf(told))
    expect(askers).not.toContain(yang.id)
    expect(askers.length).toBeGreaterThan(0)
    for (const asker of askers) expect([zhou.id, wu.id, town.zhao.id]).toContain(asker)
  })

  test('who has it to do takes nothing back in the name of another; nobody outside takes any of these steps', async () => {
    const told = await toldByCadre()
    const { app, wang, zhao, he, zheng, li, id } = told
    await acceptCase(app, by(wang), id)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: he.id })
    const seen = await caseFor(app.db, app, by(he), id)
    expect(await stepsNow(app.db, app, by(he), seen)).not.toContain('withdraw')
    await expect(withdrawCase(app, by(he), id, '算了')).rejects.toMatchObject({ code: 'case-not-now' })
    for (const who of [zheng, li]) {
      await expect(withdrawCase(app, by(who), id, '')).rejects.toMatchObject({ code: 'case-unknown' })
      await expect(disputeCase(app, by(who), id, '')).rejects.toMatchObject({ code: 'case-unknown' })
      await expect(askAgain(app, by(who), id, 'appeal', '')).rejects.toMatchObject({ code: 'case-unknown' })
    }
    // Of those who work on it nobody speaks for her either.
    await expect(withdrawCase(app, by(wang), id, '')).rejects.toMatchObject({ code: 'case-not-now' })
  })

  test('their card has no button that would be refused', async () => {
    const town = await caseTown()
    const { app, phone, units, wang } = town
    const person = await personNamed(app, '何秀', { roles: [['handler', units.heping]] })
    const he = { ...person, user: human(person.telegramUserId ?? 0, person.name) }
    const { number } = await town.file(forGrandma, he)
    await phone.says(he.user, `/case ${number}`)
    expect(phone.lastLabels).toContain('补充几句')
    expect(phone.lastLabels).toContain('撤回')
    expect(phone.lastLabels.filter((label) => /回话|备注|受理/.test(label))).toEqual([])
    await phone.says(wang.user, `/case ${number}`)
    expect(phone.lastLabels).toContain('受理')
    expect(phone.lastLabels).not.toContain('撤回')
  })
})
