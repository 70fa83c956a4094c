import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { pauseCase } from '../../src/cases/working/work-on-case.ts'
import { personNamed } from '../support/people.ts'
import { human } from '../support/phone.ts'
import { by, dayMs } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

async function townWithCalendar(): Promise<CaseTown> {
  const town = await caseTown()
  await fillCalendar(town.app)
  return town
}

/** The card as `who` reads it. */
async function cardOf({ phone }: CaseTown, who: Somebody, number: string): Promise<string> {
  await phone.says(who.user, `/case ${number}`)
  return phone.lastWords
}

describe('names as people write them', () => {
  /** What Telegram takes for a mark: whatever of ours is left opens and closes. */
  const isWhole = (html: string) => {
    const open: string[] = []
    for (const [, slash, name = ''] of html.matchAll(/<(\/?)([^>]*)>/g)) {
      if (!['b', 'i', 'code', 'blockquote'].includes(name)) return false
      if (slash === '') open.push(name)
      else if (open.pop() !== name) return false
    }
    return open.length === 0
  }

  test('break no card: who told it for another, the official, who leads and handles it, the unit', async () => {
    const town = await townWithCalendar()
    const { app, units, wu, zhang } = town
    const named = async (
      ...given: Parameters<typeof personNamed> extends [unknown, ...infer Rest] ? Rest : never
    ) => {
      const person = await personNamed(app, ...given)
      return { ...person, user: human(person.telegramUserId ?? 0, person.name) }
    }
    const teller = await named('何<秀>&', { roles: [['handler', units.tuanjieOne]] })
    const official = await named('高<b>强', { roles: [['secretary', units.tuanjie]] })
    const handler = await named('钱</i>多', { roles: [['handler', units.town]] })
    await app.db.unit.update({ where: { id: units.tuanjieOne.id }, data: { name: '<一组' } })
    const onBehalf = { wayIn: 'phone', name: '马<奶奶', contact: '', consented: true } as const
    const plain = await town.file({ onBehalf, unitId: units.tuanjieOne.id }, teller)
    expect(isWhole(await cardOf(town, teller, plain.number))).toBe(true)
    const about = await town.file({ aboutId: official.id, unitId: units.tuanjieOne.id })
    await acceptCase(app, by(wu), about.id)
    await assignCase(app, by(wu), about.id, { leadId: wu.id, handlerId: handler.id })
    for (const who of [wu, zhang, handler]) {
      const card = await cardOf(town, who, about.number)
      expect(isWhole(card), card).toBe(true)
      if (who !== zhang) expect(card).toContain('高&lt;b&gt;强')
    }
    expect(await cardOf(town, wu, plain.number)).toContain('何&lt;秀&gt;&amp;')
    expect(await cardOf(town, town.li, about.number)).not.toContain('高')
  })
})

describe('why something was done', () => {
  test('stands on the card in words, with what was said to it, in the language of the reader', async () => {
    const town = await townWithCalendar()
    const { app, wang, yang, zhao, qian, zhang, zheng } = town
    const climbed = await town.file()
    await acceptCase(app, by(wang), climbed.id)
    await app.clock.advance(14 * dayMs)
    await tellCaseClocks(app)
    expect(await cardOf(town, yang, climbed.number)).toContain('上交一级（到期没有办好）')
    const declined = await town.file()
    await declineCase(app, by(wang), declined.id, { reason: 'too-little', note: '哪一段' })
    expect(await cardOf(town, wang, declined.number)).toMatch(/说得太少.*哪一段/)
    const paused = await town.file()
    await acceptCase(app, by(wang), paused.id)
    await assignCase(app, by(wang), paused.id, { leadId: zhao.id, handlerId: qian.id })
    await pauseCase(app, by(qian), paused.id, { reason: 'third-party', note: '' })
    expect(await cardOf(town, qian, paused.number)).toContain('等别的单位')
    await app.db.person.update({ where: { id: qian.id }, data: { language: 'en' } })
    expect(await cardOf(town, qian, paused.number)).toMatch(/Waiting|waiting/)
    for (const { number } of [climbed, declined, paused])
      for (const who of [yang, wang, qian, zhang, zheng])
        expect(await cardOf(town, who, number)).not.toMatch(/overdue|too-little|third-party/)
  })
})
