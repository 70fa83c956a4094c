import fc from 'fast-check'
import { Composer } from 'grammy'
import { describe, expect, test } from 'vitest'
import type { BotContext } from '../../src/bot/context.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { duplicateButtons } from '../../src/cases/duplicates/duplicate-bot.ts'
import { joinCase, unjoinCase } from '../../src/cases/duplicates/join-case.ts'
import { duplicatesFor } from '../../src/cases/duplicates/likely-duplicates.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { caseFor, seenBy } from '../../src/cases/see-case.ts'
import { eventsFor } from '../../src/cases/shown-events.ts'
import type { CaseDraft } from '../../src/cases/telling/file-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { passOnCase } from '../../src/cases/working/pass-on-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase, pauseCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { groupChat, human, Phone } from '../support/phone.ts'
import { runs } from '../support/runs.ts'
import { type CaseTown, caseTown } from './town.ts'

const dayMs = 24 * 60 * 60 * 1000
const by = ({ id }: Pick<Person, 'id'>) => ({ personId: id })
const solved = { outcome: 'solved', note: '换了新水管' } as const
const words = (text: string): Partial<CaseDraft> => ({ words: { text, places: [] } })
const leak = words('水管漏水，路上都结冰了')
const leakToo = words('我家门口水管漏水漏了三天')

async function stateOf({ app }: CaseTown, id: number): Promise<Case> {
  const one = await caseById(app.db, id)
  if (!one) throw new Error('the case is gone')
  return one
}

const numberOf = async (town: CaseTown, id: number) => (await stateOf(town, id)).number

const likelyIds = async ({ app }: CaseTown, person: Person, id: number) =>
  (await duplicatesFor(app.db, app, by(person), id)).likely.map(({ one }) => one.id)

/** 张三 and 李四 told of one leak; the officer joined 李四's to 张三's. */
async function joined(town: CaseTown, main: Partial<CaseDraft> = {}, one: Partial<CaseDraft> = {}) {
  await fillCalendar(town.app)
  const { id: mainId } = await town.file({ ...leak, ...main })
  const { id } = await town.file({ ...leakToo, ...one }, town.li)
  await joinCase(town.app, by(town.wang), id, mainId)
  return { mainId, id }
}

/** Taken in by the officer, led by the village's leader, handled by its handler. */
async function assign({ app, wang, zhao, qian }: CaseTown, id: number): Promise<void> {
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
}

describe('what may be the same matter', () => {
  test('is of one unit and kind, open, told within 30 days, and near in words', async () => {
    const town = await caseTown()
    const { app, wang, li, units } = town
    const { id: first } = await town.file(leak)
    await town.file(words('水费收得太高'), li)
    await town.file({ ...leakToo, kind: 'road' }, li)
    await town.file({ ...leakToo, unitId: units.hepingTwo.id }, li)
    const { id: withdrawn } = await town.file(leakToo, li)
    await withdrawCase(app, by(li), withdrawn, '')
    expect(await likelyIds(town, wang, first)).toEqual([])
    await app.clock.advance(30 * dayMs)
    const { id: second } = await town.file(leakToo, li)
    expect(await likelyIds(town, wang, first)).toEqual([second])
    expect(await likelyIds(town, wang, second)).toEqual([first])
    await app.clock.advance(1)
    const { id: late } = await town.file(leakToo, li)
    expect(await likelyIds(town, wang, first)).toEqual([second])
    expect(await likelyIds(town, wang, late)).toEqual([second])
  })

  test('or near in place, whatever was said', async () => {
    const town = await caseTown()
    const { wang, li, app } = town
    const at = (text: string, longitude: number) => ({
      words: { text, places: [{ latitude: 36.6, longitude }] },
    })
    const { id: first } = await town.file(at('没有水', 101.7))
    const { id: near } = await town.file(at('', 101.703), li)
    await town.file(at('', 101.704), li)
    expect(await likelyIds(town, wang, first)).toEqual([near])
    const { likely } = await duplicatesFor(app.db, app, by(wang), first)
    expect(likely).toMatchObject([{ shared: [], metres: expect.closeTo(268, 0) }])
  })

  test('is shown to who works on both, with what both say, and to nobody else', async () => {
    const town = await caseTown()
    const { app, wang, yang, zhang, li, zheng, sun } = town
    const { id } = await town.file(leak)
    const { id: other } = await town.file(leakToo, li)
    for (const person of [wang, yang]) {
      const { likely } = await duplicatesFor(app.db, app, by(person), id)
      expect(likely).toMatchObject([
        { one: { id: other }, shared: ['水管漏水'], join: { caseId: other, toId: id } },
      ])
    }
    for (const person of [zhang, li, zheng, sun])
      await expect(duplicatesFor(app.db, app, by(person), id)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('leaves out what an officer may not see, and what they told themselves', async () => {
    const town = await caseTown()
    const { wang, yang, li } = town
    const { id } = await town.file(leak)
    await town.file({ ...leakToo, aboutId: wang.id }, li)
    await town.file(leakToo, wang)
    expect(await likelyIds(town, wang, id)).toEqual([])
    // The secretary sees all three; those about an official are kept apart even so.
    expect(await likelyIds(town, yang, id)).toHaveLength(1)
  })

  test('a handler sees it, and is offered no joining', async () => {
    const town = await caseTown()
    const { app, qian, li } = town
    const { id } = await town.file(leak)
    await assign(town, id)
    const { id: other } = await town.file(leakToo, li)
    expect(await likelyIds(town, qian, id)).toEqual([])
    await assign(town, other)
    const { likely } = await duplicatesFor(app.db, app, by(qian), id)
    expect(likely).toMatchObject([{ one: { id: other }, join: undefined }])
  })
})

describe('joined cases', () => {
  test('go together: the second reporter hears so, and by when, and nothing of the first one', async () => {
    const town = await caseTown()
    const { app, zhang, li } = town
    const { mainId, id } = await joined(town)
    expect(await stateOf(town, id)).toMatchObject({ joinedToId: mainId, dueAt: undefined })
    expect((await promisedTo(app, li.chatId)).map((said) => said.split('\n'))).toEqual([
      [
        `<b>诉求 ${await numberOf(town, id)} · 水</b>`,
        '有别的乡亲也说了同一件事，一起办。',
        '2026-03-04 周三以前，会给您回话。',
      ],
    ])
    expect(await promisedTo(app, zhang.chatId)).toEqual([])
    const all = (await promisedTo(app, li.chatId)).join()
    for (const secret of [await numberOf(town, mainId), '张三', '结冰']) expect(all).not.toContain(secret)
  })

  test('every reporter hears each step, by their own number, and rates for themselves', async () => {
    const town = await caseTown()
    const { app, qian, zhang, li } = town
    const { mainId, id } = await joined(town)
    await assign(town, mainId)
    await beginCase(app, by(qian), mainId)
    await handleCase(app, by(qian), mainId, solved)
    const own = await numberOf(town, id)
    const heard = await promisedTo(app, li.chatId)
    expect(heard.slice(1).map((said) => said.split('\n')[1])).toEqual(
      (await promisedTo(app, zhang.chatId)).map((said) => said.split('\n')[1]),
    )
    expect(heard.every((said) => said.includes(own))).toBe(true)
    expect(await stateOf(town, id)).toMatchObject({ state: 'handled', outcome: 'solved' })
    expect((await runningClocks(app.db, id)).map(({ purpose }) => purpose)).toEqual(['verify'])
    await confirmCase(app, by(li), id, { score: 5, note: '' })
    expect(await stateOf(town, mainId)).toMatchObject({ state: 'handled', score: undefined })
    const before = (await promisedTo(app, li.chatId)).length
    await disputeCase(app, by(zhang), mainId, '还在漏')
    await handleCase(app, by(qian), mainId, solved)
    expect(await promisedTo(app, li.chatId), 'one that is settled hears no more').toHaveLength(before)
    expect(await stateOf(town, id)).toMatchObject({ state: 'closed', score: 5 })
  })

  test('an answer to one reporter is for that one alone', async () => {
    const town = await caseTown()
    const { app, wang, zhang, li } = town
    const { mainId } = await joined(town)
    const said = { words: { text: '张三，明天上您家看', places: [] }, files: [] }
    await sayOfCase(app, by(wang), mainId, 'answer', said, 'u:1')
    expect((await promisedTo(app, zhang.chatId)).join()).toContain('明天上您家看')
    expect((await promisedTo(app, li.chatId)).join()).not.toContain('张三')
  })

  test('what a joined reporter adds reaches who takes it in, and of those who have the main one whoever may see both', async () => {
    const town = await caseTown()
    const { app, wang, zhao, qian, sun, zhang, li, zheng } = town
    await fillCalendar(app)
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file(leakToo, li)
    await assign(town, mainId)
    await acceptCase(app, by(wang), id)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: sun.id })
    await joinCase(app, by(wang), id, mainId)
    const said = { words: { text: '今天墙也湿了', places: [] }, files: [] }
    await sayOfCase(app, by(li), id, 'told', said, 'u:more')
    const heard = async (who: Person & { chatId: number }) =>
      (await promisedTo(app, who.chatId)).filter((words) => words.includes('今天墙也湿了')).length
    for (const who of [wang, zhao, sun]) expect(await heard(who), who.name).toBe(1)
    for (const who of [qian, zhang, zheng]) expect(await heard(who), who.name).toBe(0)
  })

  test('the joined one cannot be moved by itself, and its clocks say nothing however long it takes', async () => {
    const town = await caseTown()
    const { app, wang } = town
    const { id } = await joined(town)
    await expect(acceptCase(app, by(wang), id)).rejects.toMatchObject({ code: 'case-joined-first' })
    expect(await app.db.caseClock.count({ where: { caseId: id, nextAt: { not: null } } })).toBe(0)
  })

  test('done twice is done once', async () => {
    const town = await caseTown()
    const { app, wang, li } = town
    const { mainId, id } = await joined(town)
    await joinCase(app, by(wang), id, mainId)
    expect((await eventsOf(app.db, app, id)).map(({ what }) => what)).toEqual(['file', 'join'])
    await unjoinCase(app, by(wang), id)
    await unjoinCase(app, by(wang), id)
    expect((await eventsOf(app.db, app, id)).map(({ what }) => what)).toEqual(['file', 'join', 'unjoin'])
    expect(await promisedTo(app, li.chatId)).toHaveLength(2)
  })

  test('both histories hold the other’s number, for who may see the other', async () => {
    const town = await caseTown()
    const { app, wang, qian, zhang } = town
    const { mainId, id } = await joined(town)
    await assign(town, mainId)
    const notes = async (person: Person) =>
      (await eventsFor(app.db, app, person.id, mainId))
        .filter(({ what }) => what === 'join')
        .map(({ note }) => note)
    expect(await notes(wang)).toEqual([await numberOf(town, id)])
    for (const person of [qian, zhang]) expect(await notes(person)).toEqual([undefined])
    const other = (await eventsOf(app.db, app, id)).find(({ what }) => what === 'join')
    expect(other).toMatchObject({
      note: await numberOf(town, mainId),
      byId: wang.id,
      from: 'filed',
      to: 'filed',
    })
  })
})

describe('letting go', () => {
  test('gives the joined one its own clock back: going along took nothing of it, and gave it nothing', async () => {
    const town = await caseTown()
    const { app, wang, li } = town
    await fillCalendar(app)
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file(leakToo, li)
    await acceptCase(app, by(wang), id)
    const before = await stateOf(town, id)
    await joinCase(app, by(wang), id, mainId)
    await app.clock.advance(2 * dayMs)
    await unjoinCase(app, by(wang), id)
    const after = await stateOf(town, id)
    expect({ ...after, dueAt: undefined }).toEqual({ ...before, dueAt: undefined })
    expect((after.dueAt?.getTime() ?? 0) - (before.dueAt?.getTime() ?? 0)).toBe(2 * dayMs)
    expect((await promisedTo(app, li.chatId)).at(-1)).toMatch(
      /现在单独办。\n2026-03-11 周三以前，会给您回话。$/,
    )
  })

  test('one that waited waits on, as long as it may', async () => {
    const town = await caseTown()
    const { app, wang, qian, li } = town
    await fillCalendar(app)
    const { id } = await town.file(leakToo, li)
    await assign(town, id)
    await beginCase(app, by(qian), id)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    const before = await runningClocks(app.db, id)
    const { id: mainId } = await town.file(leak)
    await joinCase(app, by(wang), id, mainId)
    await unjoinCase(app, by(wang), id)
    const after = await runningClocks(app.db, id)
    expect(after.map((clock) => ({ ...clock, pauses: [] }))).toEqual(
      before.map((clock) => ({ ...clock, pauses: [] })),
    )
    expect(await stateOf(town, id)).toMatchObject({ state: 'waiting', dueAt: undefined })
  })

  test('happens by itself when the main one is withdrawn or not taken in; the other is not told that of its own', async () => {
    const town = await caseTown()
    const { app, wang, zhang, li } = town
    const first = await joined(town)
    await withdrawCase(app, by(zhang), first.mainId, '修好了')
    const second = await joined(town)
    await declineCase(app, by(wang), second.mainId, { reason: 'too-little', note: '' })
    for (const { id } of [first, second]) {
      expect(await stateOf(town, id)).toMatchObject({ state: 'filed', joinedToId: undefined })
      expect((await stateOf(town, id)).dueAt).toBeDefined()
    }
    const heard = await promisedTo(app, li.chatId)
    expect(heard.filter((said) => said.includes('现在单独办'))).toHaveLength(2)
    expect(heard.join()).not.toContain('没有受理')
    expect((await promisedTo(app, wang.chatId)).join()).toContain('又单独办了')
  })

  test('whoever handled or led the main one does not say how the joined one ended, but somebody outside of both', async () => {
    const town = await caseTown()
    const { app, wang, li, yang, zhou, wu, zheng, units } = town
    const { mainId, id } = await joined(town)
    await passOnCase(app, by(yang), mainId, { unitId: units.town.id, note: '' })
    await acceptCase(app, by(zhou), mainId)
    await assignCase(app, by(zhou), mainId, { leadId: wu.id, handlerId: zhou.id })
    await handleCase(app, by(zhou), mainId, solved)
    await app.clock.advance(7 * dayMs)
    const settles = (who: Person) => confirmCase(app, by(who), id, { note: '问过了' })
    for (const who of [zhou, wu, wang])
      await expect(settles(who), who.name).rejects.toMatchObject({ code: 'case-not-now' })
    await expect(settles(zheng)).rejects.toMatchObject({ code: 'case-unknown' })
    // Not even when it has gone its own way since.
    await disputeCase(app, by(li), id, '还在漏')
    await assignCase(app, by(wang), id, { leadId: town.zhao.id, handlerId: town.qian.id })
    await handleCase(app, by(town.qian), id, solved)
    await app.clock.advance(7 * dayMs)
    await expect(settles(zhou)).rejects.toMatchObject({ code: 'case-not-now' })
    expect(await settles(yang)).toMatchObject({ state: 'closed' })
  })

  test('one that was settled together and is opened again goes its own way', async () => {
    const town = await caseTown()
    const { app, qian, li, wang } = town
    const { mainId, id } = await joined(town)
    await assign(town, mainId)
    await handleCase(app, by(qian), mainId, solved)
    await confirmCase(app, by(li), id, { score: 4, note: '' })
    await askAgain(app, by(li), id, 'reopen', '又漏了')
    expect(await stateOf(town, id)).toMatchObject({ state: 'accepted', joinedToId: undefined })
    await assign(town, (await town.file(leak)).id)
    await assignCase(app, by(wang), id, { leadId: town.zhao.id, handlerId: qian.id })
    expect(await stateOf(town, id)).toMatchObject({ state: 'assigned' })
  })
})

describe('not joined is', () => {
  test('by an outsider, a reporter, or a handler, what they can do nothing about', async () => {
    const town = await caseTown()
    const { app, zheng, zhang, li, qian, sun } = town
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file(leakToo, li)
    for (const person of [zheng, sun, zhang, li])
      await expect(joinCase(app, by(person), id, mainId)).rejects.toMatchObject({ code: 'case-unknown' })
    for (const each of [mainId, id]) await assign(town, each)
    await expect(joinCase(app, by(qian), id, mainId)).rejects.toMatchObject({ code: 'case-not-now' })
    await joinCase(app, by(town.wang), id, mainId)
    for (const person of [zheng, sun])
      await expect(unjoinCase(app, by(person), id)).rejects.toMatchObject({ code: 'case-unknown' })
    await expect(unjoinCase(app, by(qian), id)).rejects.toMatchObject({ code: 'case-not-now' })
    // The second reporter does not learn that there is a first one.
    await expect(unjoinCase(app, by(li), id)).rejects.toMatchObject({ code: 'case-unknown' })
  })

  test('an officer who told one of them as a villager', async () => {
    const town = await caseTown()
    const { app, wang, yang } = town
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file(leakToo, wang)
    await expect(joinCase(app, by(wang), id, mainId)).rejects.toMatchObject({ code: 'case-not-now' })
    await joinCase(app, by(yang), id, mainId)
    await expect(unjoinCase(app, by(wang), id)).rejects.toMatchObject({ code: 'case-not-now' })
  })

  test('a case with itself, with one that is over, or in a chain', async () => {
    const town = await caseTown()
    const { app, wang, li, qian } = town
    const { mainId, id } = await joined(town)
    const { id: third } = await town.file(leakToo, li)
    const refused = (one: number, to: number) => joinCase(app, by(wang), one, to).catch(({ code }) => code)
    expect(await refused(third, third)).toBe('duplicate-same')
    expect(await refused(third, id)).toBe('duplicate-joined-before')
    expect(await refused(id, third)).toBe('duplicate-joined-before')
    expect(await refused(mainId, third)).toBe('duplicate-has-others')
    await assign(town, mainId)
    await handleCase(app, by(qian), mainId, solved)
    expect(await refused(third, mainId)).toBe('duplicate-over')
    expect(await refused(mainId, third)).toBe('duplicate-over')
    expect(await refused(third, 999)).toBe('case-unknown')
  })

  test('one about an official with one that is not: the official would be working on it', async () => {
    const town = await caseTown()
    const { app, yang, zhou, li } = town
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file({ ...leakToo, aboutId: yang.id }, li)
    await expect(joinCase(app, by(zhou), id, mainId)).rejects.toMatchObject({ code: 'duplicate-unlike' })
    await expect(joinCase(app, by(zhou), mainId, id)).rejects.toMatchObject({ code: 'duplicate-unlike' })
    await expect(joinCase(app, by(yang), id, mainId)).rejects.toMatchObject({ code: 'case-unknown' })
  })
})

describe('joining shows nobody what they may not see', () => {
  test('two about the same official go together, and neither the official nor their line learns of it', async () => {
    const town = await caseTown()
    const { app, yang, zhao, wang, qian, zhou, li } = town
    const { id: mainId } = await town.file({ ...leak, aboutId: yang.id })
    const { id } = await town.file({ ...leakToo, aboutId: yang.id }, li)
    await joinCase(app, by(zhou), id, mainId)
    expect((await promisedTo(app, li.chatId)).join()).toContain('您说的这件事有人在管了')
    expect((await promisedTo(app, li.chatId)).join()).not.toContain('乡亲')
    for (const person of [yang, zhao, wang, qian]) {
      expect(await promisedTo(app, person.chatId)).toEqual([])
      const cases = [await stateOf(town, mainId), await stateOf(town, id)]
      expect(await seenBy(app.db, app, person.id, cases)).toEqual([])
    }
  })

  test('the handler of the main one sees neither the joined one nor a word of it, even when all is done', async () => {
    const town = await caseTown()
    const { app, qian, li } = town
    const { mainId, id } = await joined(town, {}, { privacy: 'sealed' })
    await assign(town, mainId)
    await handleCase(app, by(qian), mainId, solved)
    await expect(caseFor(app.db, app, by(qian), id)).rejects.toMatchObject({ code: 'case-unknown' })
    expect(await duplicatesFor(app.db, app, by(qian), mainId)).toMatchObject({ joined: [], likely: [] })
    const heard = (await promisedTo(app, qian.chatId)).join()
    for (const secret of [await numberOf(town, id), '李四', '三天', '同一件'])
      expect(heard).not.toContain(secret)
    expect((await promisedTo(app, li.chatId)).at(-1)).toContain('您看办得怎么样')
  })

  test('and when the main one moves on, the officer who keeps the joined one cannot follow it, nor be followed', async () => {
    const town = await caseTown()
    const { app, wang, zheng, yang, zhou, units, li } = town
    const { mainId, id } = await joined(town)
    await passOnCase(app, by(wang), mainId, { unitId: units.tuanjieOne.id, note: '' })
    expect((await promisedTo(app, li.chatId)).at(-1)).toContain('转给一组了')
    await expect(caseFor(app.db, app, by(zheng), id)).rejects.toMatchObject({ code: 'case-unknown' })
    for (const person of [wang, yang]) {
      expect(await duplicatesFor(app.db, app, by(person), id)).toMatchObject({ main: undefined })
      await expect(unjoinCase(app, by(person), id)).rejects.toMatchObject({ code: 'case-unknown' })
    }
    const ofMain = await duplicatesFor(app.db, app, by(zheng), mainId)
    expect(ofMain).toMatchObject({ joined: [], main: undefined })
    expect(await eventsFor(app.db, app, zheng.id, mainId)).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ note: await numberOf(town, id) })]),
    )
    await unjoinCase(app, by(zhou), id)
    expect((await stateOf(town, id)).joinedToId).toBeUndefined()
  })

  test('a confidential main one is not spoken of to others; the same person is told that it is their own', async () => {
    const town = await caseTown()
    const { app, li, zhang, wang } = town
    await joined(town, { privacy: 'confidential' })
    expect((await promisedTo(app, li.chatId)).join()).not.toContain('乡亲')
    const { id: own } = await town.file(leak)
    const { id: again } = await town.file(leakToo)
    await joinCase(app, by(wang), again, own)
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('您前面也说过')
  })

  test('those who have the joined one hear that it is dealt with elsewhere, not where', async () => {
    const town = await caseTown()
    const { app, qian, zhao, wang, li } = town
    await fillCalendar(app)
    const { id: mainId } = await town.file(leak)
    const { id } = await town.file(leakToo, li)
    await assign(town, id)
    await joinCase(app, by(wang), id, mainId)
    for (const { chatId } of [qian, zhao]) {
      const last = (await promisedTo(app, chatId)).at(-1) ?? ''
      expect(last).toContain('另有人一起办了')
      expect(last).not.toContain(await numberOf(town, mainId))
    }
    await unjoinCase(app, by(wang), id)
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('又单独办了')
  })
})

function phoneFor({ app }: CaseTown): Phone {
  const buttons = new Composer<BotContext>()
  duplicateButtons(buttons)
  return new Phone(app, [{ buttons }])
}

test('by buttons: the card’s screen joins and lets go by one tap; a stranger’s press and a group get nothing', async () => {
  const town = await caseTown()
  const { wang, li, zheng } = town
  const phone = phoneFor(town)
  const { id: mainId } = await town.file(leak)
  const { id } = await town.file(leakToo, li)
  const number = await numberOf(town, id)
  await phone.hears(phone.press(wang.user, `case-alike:${mainId}`))
  expect(phone.lastWords).toContain(`<b>${number}</b> 2026-03-02 周一 说的，等着接件\n都说到：水管漏水`)
  expect(phone.lastLabels).toEqual([number, `把 ${number} 并过来`, '回到这件事'])
  await phone.presses(wang.user, `把 ${number} 并过来`)
  expect(await stateOf(town, id)).toMatchObject({ joinedToId: mainId })
  expect(phone.lastLabels).toEqual([number, '分开办', '回到这件事'])
  for (const data of [`case-alike:${id}`, `case-unjoin:${id}:${id}`, `case-join:${id}:${mainId}:${id}`]) {
    await phone.hears(phone.press(zheng.user, data))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
    await phone.hears(phone.press(wang.user, data, groupChat(7, '一组')))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
    await phone.hears(phone.press(human(99, '外人'), data))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
  }
  expect(await stateOf(town, id)).toMatchObject({ joinedToId: mainId })
  await phone.hears(phone.press(wang.user, `case-unjoin:${id}:${id}`))
  expect((await stateOf(town, id)).joinedToId).toBeUndefined()
  expect(phone.lastLabels).toContain(`并到 ${await numberOf(town, mainId)} 一起办`)
})

/** What somebody may try with four cases. */
type Try = { do: 'join' | 'unjoin' | 'withdraw' | 'work'; one: number; to: number }

describe('whatever is joined and let go, in whatever order', () => {
  const tries = fc.array(
    fc.record<Try>({
      do: fc.constantFrom('join', 'join', 'join', 'unjoin', 'withdraw', 'work'),
      one: fc.nat(3),
      to: fc.nat(3),
    }),
    { maxLength: 12 },
  )

  test('there is no chain, nobody is forgotten, and let go all is as it was', {
    timeout: 120_000,
  }, async () => {
    const town = await caseTown()
    const { app, wang, zhang, li, qian } = town
    await fillCalendar(app)
    await fc.assert(
      fc.asyncProperty(tries, async (sequence) => {
        const ids: number[] = []
        for (const person of [zhang, li, zhang, li]) ids.push((await town.file(leak, person)).id)
        const moved = new Set<number>()
        const acts: Record<Try['do'], (one: number, to: number) => Promise<unknown>> = {
          join: (one, to) => joinCase(app, by(wang), one, to),
          unjoin: (one) => unjoinCase(app, by(wang), one),
          withdraw: (one) => withdrawCase(app, by(ids.indexOf(one) % 2 === 0 ? zhang : li), one, ''),
          work: async (one) => {
            await assign(town, one)
            await handleCase(app, by(qian), one, solved)
          },
        }
        const before = await Promise.all(ids.map((id) => stateOf(town, id)))
        for (const { do: what, one, to } of sequence) {
          const [oneId = 0, toId = 0] = [ids[one], ids[to]]
          try {
            await acts[what](oneId, toId)
            if (what === 'withdraw' || what === 'work') moved.add(oneId)
          } catch (refusal) {
            expect(refusal).toMatchObject({ name: 'Refusal' })
          }
          for (const id of ids) await nobodyIsForgotten(town, id)
        }
        for (const id of ids) {
          const { joinedToId, state } = await stateOf(town, id)
          if (joinedToId !== undefined && state !== 'handled') await unjoinCase(app, by(wang), id)
        }
        for (const [n, id] of ids.entries()) {
          const after = await stateOf(town, id)
          if (after.state !== 'filed') continue
          expect({ ...after, answeredAt: undefined }).toEqual({ ...before[n], answeredAt: undefined })
        }
      }),
      { numRuns: runs(15) },
    )
  })
})

/** Whoever told it will hear of it: a clock runs, of its own or of the one that it goes along with, which goes along with none. */
async function nobodyIsForgotten(town: CaseTown, id: number): Promise<void> {
  const { app } = town
  const one = await stateOf(town, id)
  if (one.state === 'withdrawn') return expect(one.joinedToId).toBeUndefined()
  const isDone = one.state === 'handled'
  const main = isDone || one.joinedToId === undefined ? one : await stateOf(town, one.joinedToId)
  if (!isDone) {
    expect(main.joinedToId).toBeUndefined()
    expect(['filed', 'accepted', 'assigned']).toContain(main.state)
  }
  const clocks = await runningClocks(app.db, main.id)
  expect(clocks.some(({ pausedAt, purpose }) => !pausedAt && purpose !== 'word')).toBe(true)
  expect(main.dueAt).toBeDefined()
}
