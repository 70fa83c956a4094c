import { describe, expect, test } from 'vitest'
import { endAbandonedTalks } from '../../src/bot/end-abandoned-talks.ts'
import { handlerCandidates } from '../../src/cases/candidates.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { me } from '../support/phone.ts'
import { by, hourMs, withBothSides } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const photo = (n: number) => ({
  photo: [{ file_id: `photo-${n}`, file_unique_id: `u${n}`, width: 1, height: 1, file_size: 100 }],
  media_group_id: 'album',
})
const voice = { voice: { file_id: 'v1', file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' } }

const answering = (words: string) => ({
  reply_to_message: {
    message_id: 1,
    date: 1,
    chat: { id: 1, type: 'private', first_name: '' },
    from: me,
    text: words,
  } as never,
})

async function sendsAlbum({ phone }: CaseTown, { user }: Somebody, more = {}): Promise<void> {
  for (const n of [1, 2, 3]) await phone.hears(phone.message(user, { ...photo(n), ...more }))
}

const filesIn = ({ app }: CaseTown, kind: 'told' | 'answer' | 'note') =>
  app.db.caseFile.count({ where: { entry: { kind } } })

async function openCard({ phone }: CaseTown, { user }: Somebody, number: string): Promise<void> {
  await phone.says(user, `/case ${number}`)
}

/** Taken in, given to the village's handler, and said to be done. */
async function handled(town: CaseTown) {
  const { app, wang, zhao, qian } = town
  const filed = await town.file()
  await acceptCase(app, by(wang), filed.id)
  await assignCase(app, by(wang), filed.id, { leadId: zhao.id, handlerId: qian.id })
  await handleCase(app, by(qian), filed.id, { outcome: 'solved', note: '好了' })
  return filed
}

describe('an album that somebody sends while they have an open case', () => {
  test('is kept whole by who told it, once they have said which case it is', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    const { number } = await town.file()
    await sendsAlbum(town, zhang)
    await phone.presses(zhang.user, `我反映的 ${number} 水`)
    expect(await filesIn(town, 'told')).toBe(3)
  })

  test('is kept whole as the answer of who works on it, with the words that come after it', async () => {
    const town = await caseTown()
    const { phone, app, wang, zhang } = town
    const { id, number } = await town.file()
    await sendsAlbum(town, wang, answering(`诉求 ${number} · 水`))
    await phone.says(wang.user, '明天来修')
    expect(phone.lastWords).toMatch(/^这一句也记下了。\n这是回话给本人/)
    await phone.presses(wang.user, '回话')
    expect(await filesIn(town, 'answer')).toBe(3)
    expect((await entriesOf(app.db, app, id)).at(-1)?.words.text).toBe('明天来修')
    expect((await promisedTo(app, zhang.chatId)).join()).toContain('明天来修')
  })
})

describe('"not settled"', () => {
  test('is noted by the tap alone: who leaves it there has said it', async () => {
    const town = await caseTown()
    const { phone, app, zhang, qian, zheng } = town
    const { id } = await handled(town)
    await phone.says(zhang.user, '/mycases')
    await phone.presses(zhang.user, phone.lastLabels[0] ?? '')
    await phone.presses(zhang.user, '没有解决')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'disputed', disputes: 1 })
    expect(phone.lastWords).toContain('记下了')
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('本人说没有解决')
    await app.clock.advance(25 * hourMs)
    expect(await endAbandonedTalks(app)).toMatchObject({ ended: 1 })
    expect(await caseById(app.db, id)).toMatchObject({ state: 'disputed', disputes: 1 })
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('放下了')
    expect(await promisedTo(app, zheng.chatId)).toEqual([])
  })

  test('is counted once, however often it is pressed; and what is wrong reaches who has it', async () => {
    const town = await caseTown()
    const { phone, app, zhang, qian } = town
    const { id } = await handled(town)
    await phone.says(zhang.user, '/mycases')
    await phone.presses(zhang.user, phone.lastLabels[0] ?? '')
    const pressed = phone.dataOf('没有解决')
    for (let n = 0; n < 2; n++) await phone.hears(phone.press(zhang.user, pressed))
    await phone.says(zhang.user, '还是没有水')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'disputed', disputes: 1 })
    expect((await promisedTo(app, qian.chatId)).at(-1)).toContain('还是没有水')
  })

  test('is nobody’s to say who only works on it', async () => {
    const town = await caseTown()
    const { phone, app, qian, zheng } = town
    const { id } = await handled(town)
    for (const who of [qian, zheng]) await phone.hears(phone.press(who.user, `case-rate:${id}:0`))
    expect(await caseById(app.db, id)).toMatchObject({ state: 'handled', disputes: 0 })
  })
})

describe('why, said by voice', () => {
  test.each([
    ['不受理', ['不是一件要办的事'], 'answer'],
    ['转给别处', ['和平村', '和平村，说不准哪一组'], 'note'],
  ] as const)('stays with the case at %s', async (step, presses, kind) => {
    const town = await caseTown()
    const { phone, wang } = town
    const { number } = await town.file()
    await openCard(town, wang, number)
    for (const label of [step, ...presses]) await phone.presses(wang.user, label)
    await phone.hears(phone.message(wang.user, voice))
    expect(await filesIn(town, kind)).toBe(1)
  })

  test('stays with the case when it is paused, and is heard by whoever told it', async () => {
    const town = await caseTown()
    const { phone, app, wang, zhao, qian, zhang, li } = town
    const { id, number } = await town.file()
    await acceptCase(app, by(wang), id)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    await openCard(town, qian, number)
    for (const label of ['先停一停', '等天气']) await phone.presses(qian.user, label)
    await phone.hears(phone.message(qian.user, voice))
    expect(await filesIn(town, 'answer')).toBe(1)
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('给您的回话')
    expect(await promisedTo(app, li.chatId)).toEqual([])
  })

  test('stays with the case when it is withdrawn', async () => {
    const town = await caseTown()
    const { phone, app, zhang } = town
    const { id, number } = await town.file()
    await openCard(town, zhang, number)
    await phone.presses(zhang.user, '撤回')
    await phone.hears(phone.message(zhang.user, voice))
    expect(await caseById(app.db, id)).toMatchObject({ state: 'withdrawn' })
    expect(await filesIn(town, 'told')).toBe(1)
  })
})

describe('a note that is too long for one message', () => {
  const tooLong = '水'.repeat(3_001)

  test.each([
    ['办完了', ['解决了']],
    ['先停一停', ['等天气']],
  ])('is asked for again, shorter, at %s', async (step, presses) => {
    const town = await caseTown()
    const { phone, app, wang, zhao, qian } = town
    const { id, number } = await town.file()
    await acceptCase(app, by(wang), id)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    await openCard(town, qian, number)
    for (const label of [step, ...presses]) await phone.presses(qian.user, label)
    await phone.says(qian.user, tooLong)
    expect(phone.lastWords).toContain('最多 3000 个字')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'assigned' })
    await phone.says(qian.user, '水'.repeat(3_000))
    expect(await caseById(app.db, id)).not.toMatchObject({ state: 'assigned' })
    for (const words of await promisedTo(app, town.zhang.chatId)) expect(words.length).toBeLessThan(4_096)
  })
})

test('the sixty-first thing that is told is answered with why, and nothing that was told is lost', async () => {
  const { phone, zhang } = await caseTown()
  await phone.says(zhang.user, '/report')
  for (let n = 1; n <= 60; n++) await phone.says(zhang.user, `第 ${n} 句`)
  expect(phone.lastWords).toContain('60 段话')
  await phone.says(zhang.user, '还有一句')
  expect(phone.lastWords).toContain('已经记了 60 条')
  expect(phone.lastLabels).toContain('说完了')
})

test('with a home, another village is told of by six taps', async () => {
  const town = await caseTown()
  const { phone, zhang, units } = town
  await phone.says(zhang.user, '团结村的路塌了')
  const taps = ['说完了', '路', '团结村', '一组', '按平常办', '发出去']
  for (const label of taps) await phone.presses(zhang.user, label)
  expect(await town.app.db.case.findFirst()).toMatchObject({ unitId: units.tuanjieOne.id })
})

describe('who can be given a case', () => {
  const many = 110

  /** A town in which so many have an office. */
  async function bigTown() {
    const town = await caseTown()
    const { app, units } = town
    for (let n = 0; n < many; n++) {
      const person = await personNamed(app, `干部${n}`)
      const grant = { unitId: units.tuanjieOne.id, role: 'handler', grantedById: undefined } as const
      await insertGrant(app.db, { personId: person.id, ...grant, grantedAt: app.clock.now() })
    }
    return town
  }

  test('is asked a page at a time, the nearest first, and everybody can be reached', async () => {
    const town = await bigTown()
    const { phone, app, wu, zheng, units } = town
    const { id, number } = await town.file({ unitId: units.town.id })
    await acceptCase(app, by(wu), id)
    const one = await caseById(app.db, id)
    const near = one ? await handlerCandidates(app.db, app, one) : []
    expect(near.length).toBeGreaterThan(100)
    const depthOf = (unitId: number) =>
      unitId === units.town.id ? 0 : [units.heping.id, units.tuanjie.id].includes(unitId) ? 1 : 2
    const depths = near.map(({ unitId }) => depthOf(unitId))
    expect(depths).toEqual(depths.toSorted((a, b) => a - b))
    await openCard(town, wu, number)
    await phone.presses(wu.user, '派人')
    await phone.presses(wu.user, '周书记（书记）')
    const seen = new Set<string>()
    for (;;) {
      expect(phone.lastLabels.length).toBeLessThanOrEqual(14)
      for (const label of phone.lastLabels) seen.add(label)
      if (!phone.lastLabels.includes('下一页')) break
      await phone.presses(wu.user, '下一页')
    }
    for (const { name } of near) expect([...seen].some((label) => label.startsWith(`${name}（`))).toBe(true)
    await phone.presses(wu.user, phone.lastLabels[0] ?? '')
    expect(await caseById(app.db, id)).toMatchObject({ state: 'assigned', leadId: town.zhou.id })
    await openCard(town, zheng, number)
    expect(phone.lastWords).not.toContain('派人')
  }, 60_000)
})

test('whoever has more open cases than a screen holds can choose every one of them', async () => {
  const town = await caseTown()
  const { phone, app, zhang } = town
  const cases = []
  for (let n = 0; n < 11; n++) cases.push(await town.file())
  await phone.says(zhang.user, '今天又来了')
  const label = `我反映的 ${cases[0]?.number} 水`
  expect(phone.lastLabels).not.toContain(label)
  expect(phone.lastLabels).toContain('这是新的事')
  await phone.presses(zhang.user, '下一页')
  await phone.presses(zhang.user, label)
  const entries = await entriesOf(app.db, app, cases[0]?.id ?? 0)
  expect(entries.at(-1)?.words.text).toBe('今天又来了')
})

describe('long words', () => {
  const long = (sign: string) => `${sign.repeat(3_990)}完`
  const plain = (html: string) => html.replaceAll(/<[^>]*>/g, '')

  /** Turns every page of a thread, each of which must fit into one message. */
  async function pagesFor({ phone }: CaseTown, { user }: Somebody): Promise<string> {
    let all = ''
    for (;;) {
      expect(plain(phone.lastWords).length).toBeLessThan(4_096)
      all += phone.lastWords.replaceAll(/<b>.*<\/b>\n/g, '')
      if (!phone.lastLabels.includes('下一页')) return all.replaceAll('\n', '')
      await phone.presses(user, '下一页')
    }
  }

  test('are read to their end by both ends of a case', async () => {
    const town = await caseTown()
    const { phone, zhang, wang, zheng } = town
    const { number } = await town.file({ words: { text: long('水'), places: [] } })
    await phone.hears(phone.message(zhang.user, { text: long('火'), ...answering(`诉求 ${number} · 水`) }))
    for (const who of [zhang, wang]) {
      await openCard(town, who, number)
      await phone.presses(who.user, '全部')
      const all = await pagesFor(town, who)
      for (const sign of ['水', '火']) expect(all).toContain(long(sign))
    }
    await openCard(town, zheng, number)
    expect(phone.lastWords).not.toContain('水水')
  })

  test('of the other side are read to their end by the mediator', async () => {
    const dispute = await withBothSides()
    const { app, phone, li, sun, number, caseId, key } = dispute
    for (const sign of ['墙', '地']) {
      const said = { words: { text: long(sign), places: [] }, files: [] }
      await sayOfCase(app, by(li), caseId, 'told', said, key())
    }
    await openCard(dispute, sun, number)
    await phone.presses(sun.user, '另一边的话')
    const all = await pagesFor(dispute, sun)
    for (const sign of ['墙', '地']) expect(all).toContain(long(sign))
    for (const words of await promisedTo(app, sun.chatId)) expect(plain(words).length).toBeLessThan(4_096)
  })
})
