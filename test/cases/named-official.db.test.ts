import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  caseFiles,
  caseOpen,
  caseRate,
  caseSay,
  caseStep,
  caseThread,
  deskPage,
  minePage,
} from '../../src/cases/case-buttons.ts'
import { caseById, caseByNumber } from '../../src/cases/case-store.ts'
import { caseAlike, caseJoin, caseUnjoin } from '../../src/cases/duplicates/duplicate-buttons.ts'
import { casesForDesk, casesOf, openCasesFor } from '../../src/cases/list-cases.ts'
import { arrangeMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { declareNeutral, declineMediation } from '../../src/cases/mediation/declare-neutral.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { caseFor, seenBy } from '../../src/cases/see-case.ts'
import type { Filed } from '../../src/cases/telling/file-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { enqueue, enqueueEdit, enqueueMany } from '../../src/delivery/enqueue.ts'
import {
  type ChatRef,
  confidential,
  type Message,
  type MessageFor,
  publicMessage,
  refuseLeak,
} from '../../src/delivery/message.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { type Role, roles } from '../../src/org/permission.ts'
import type { Person } from '../../src/org/person.ts'
import { grantsOf, insertGrant } from '../../src/org/role-store.ts'
import type { Unit } from '../../src/org/unit.ts'
import { testApp } from '../support/app.ts'
import { groupChatOf, privateChatOf, promisedTo } from '../support/deliveries.ts'
import { personNamed } from '../support/people.ts'
import { groupChat, me } from '../support/phone.ts'
import { inFull, runs } from '../support/runs.ts'
import { type Act, acts, everybody, everywhere, pick, standsIn, tries } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

/** Words that stand in this case alone. */
const secret = '水费少了三千八'

// ───── who must not learn of it, said here once more and in another way than the code says it ─────

interface Office {
  role: Role
  /** `/1/2/`: the town is one long. */
  path: string
}

const isVillager = (role: Role) => role === 'member' || role === 'villager'
const isHead = (role: Role) => role === 'owner' || role === 'secretary' || role === 'leader'
const depth = (path: string) => path.split('/').length - 2

/** In the unit of the official or under it; but of those who lead the town nobody is below another. */
function isBelow(office: Office, official: Office): boolean {
  if (!office.path.startsWith(official.path)) return false
  return !(office.path === official.path && depth(office.path) === 1 && isHead(office.role))
}

/** Above them, or beside them at the head of the town. */
const isAbove = (office: Office, official: Office) =>
  official.path.startsWith(office.path) && !isBelow(office, official)

async function officesOf({ app }: CaseTown, person: Person): Promise<Office[]> {
  return (await grantsOf(app.db, person.id)).filter(({ role }) => !isVillager(role))
}

/** The official, and everybody with an office below one of theirs who has none above that. */
async function kept(town: CaseTown, about: Person, reporterId: number | undefined): Promise<Person[]> {
  const official = await officesOf(town, about)
  const out: Person[] = []
  for (const person of everybody(town)) {
    if (person.id === reporterId) continue
    const own = await officesOf(town, person)
    const isInLine = official.some(
      (one) => own.some((office) => isBelow(office, one)) && !own.some((office) => isAbove(office, one)),
    )
    if (person.id === about.id || isInLine) out.push(person)
  }
  return out
}

// ───── what happens in between ─────

type Turn =
  | { kind: 'act'; act: Act }
  | { kind: 'grant'; who: number; role: Role; unit: number }
  | { kind: 'end'; who: number }
  | { kind: 'deputy'; who: number; deputy: number }

const number = fc.nat(1_000)
const grantTurn = fc.record({
  kind: fc.constant('grant' as const),
  who: number,
  role: fc.constantFrom(...roles),
  unit: number,
})
const deputyTurn = fc.record({ kind: fc.constant('deputy' as const), who: number, deputy: number })
const turns: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('act' as const), act: acts }) },
  { weight: 2, arbitrary: grantTurn },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), who: number }) },
  { weight: 2, arbitrary: deputyTurn },
)

function giveOffice({ app }: CaseTown, { id: personId }: Person, role: Role, { id: unitId }: Unit) {
  const grantedAt = app.clock.now()
  return insertGrant(app.db, { personId, unitId, role, grantedById: undefined, grantedAt })
}

/** False: it was refused, and nothing is other than before. */
async function takeTurn(town: CaseTown, caseId: number, turn: Turn): Promise<boolean> {
  const { app } = town
  const person = 'who' in turn ? pick(everybody(town), turn.who) : town.zhang
  const now = app.clock.now()
  switch (turn.kind) {
    case 'act':
      return tries(town, caseId, turn.act)
    case 'grant':
      await giveOffice(town, person, turn.role, pick(everywhere(town), turn.unit))
      return true
    case 'end':
      await app.db.roleGrant.updateMany({ where: { personId: person.id }, data: { endedAt: now } })
      return true
    case 'deputy': {
      const deputy = pick(everybody(town), turn.deputy)
      if (deputy.id !== person.id) await standsIn(town, person.id, deputy.id)
      return true
    }
  }
}

// ───── what they must not notice ─────

const noSuchId = 987_654

async function refusalOf(act: Promise<unknown>): Promise<unknown> {
  const [settled] = await Promise.allSettled([act])
  if (settled.status === 'fulfilled') return settled.value
  if (!(settled.reason instanceof Refusal)) throw settled.reason
  const { code, args, message } = settled.reason
  return { code, args, message }
}

async function learnsNothing(town: CaseTown, who: Person, caseId: number): Promise<void> {
  const { app } = town
  const one = await caseById(app.db, caseId)
  if (!one) throw new Error('the case is gone')
  const name = `${who.name} of ${one.number}`
  const unknown = await refusalOf(caseFor(app.db, app, by(who), noSuchId))
  expect(await refusalOf(caseFor(app.db, app, by(who), caseId)), name).toEqual(unknown)
  expect(unknown).toMatchObject({ code: 'case-unknown' })
  expect(await seenBy(app.db, app, who.id, [one]), name).toEqual([])
  for (const list of [casesForDesk, openCasesFor, casesOf]) {
    const ids = (await list(app.db, app, who.id)).map(({ id }) => id)
    expect(ids, `${list.name} of ${name}`).not.toContain(caseId)
  }
}

/** All that a person hears in answer to one thing they do. */
async function hears(town: CaseTown, who: Person, act: () => Promise<void>): Promise<unknown> {
  const { phone } = town
  const user = everybody(town).find(({ id }) => id === who.id)?.user
  if (!user) throw new Error('nobody of that name')
  await phone.says(user, '/cancel')
  const [said, toasts] = [phone.said.length, phone.toasts.length]
  const failed = await act().then(
    () => undefined,
    (error: unknown) => String(error),
  )
  return { said: phone.said.slice(said), toasts: phone.toasts.slice(toasts), failed }
}

/** A number that was never given, and is as right as any. */
async function freeNumber(town: CaseTown): Promise<string> {
  for (const free of ['000-000', '100-004', '200-006', '300-000'])
    if (!(await caseByNumber(town.app.db, free))) return free
  throw new Error('no number is free')
}

/** Every command and button with this case is answered as the same one with a case that there never was. */
async function noticesNothing(town: CaseTown, who: Person, filed: Filed): Promise<void> {
  const { phone } = town
  const user = everybody(town).find(({ id }) => id === who.id)?.user
  if (!user) throw new Error('nobody of that name')
  const free = await freeNumber(town)
  const answering = (head: string) =>
    phone.message(user, {
      text: '我来看看',
      reply_to_message: { message_id: 1, date: 1, from: me, text: head } as never,
    })
  const other = await town.file({ words: { text: '路灯不亮', places: [] } }, town.li, `other:${who.id}`)
  const buttons = (id: number) => [
    caseOpen.data({ case: id }),
    ...(['accept', 'assign', 'begin', 'resume', 'handle', 'confirm', 'withdraw', 'appeal'] as const).map(
      (step) => caseStep.data({ case: id, step }),
    ),
    ...(['told', 'answer', 'note'] as const).map((kind) => caseSay.data({ case: id, kind })),
    caseThread.data({ case: id, page: 1 }),
    caseFiles.data({ case: id, page: 1 }),
    caseRate.data({ case: id, score: 5 }),
    caseAlike.data({ case: id }),
    caseJoin.data({ case: id, to: other.id, at: id }),
    caseJoin.data({ case: other.id, to: id, at: other.id }),
    caseUnjoin.data({ case: id, at: id }),
  ]
  // Messages and questions of ours are numbered one after the other: what is said counts, not its number.
  const strip = (heard: unknown) =>
    JSON.stringify(heard).replaceAll(/(messageId":|replyTo":|talk:)\d+/g, '$1')
  for (const [real, none] of [
    [filed.number, free],
    [filed.number.replace('-', ''), free.replace('-', '')],
  ]) {
    const asked = await hears(town, who, () => phone.says(user, `/case ${real}`))
    expect(strip(asked)).toEqual(strip(await hears(town, who, () => phone.says(user, `/case ${none}`))))
  }
  const answered = await hears(town, who, () => phone.hears(answering(`诉求 ${filed.number} · 水`)))
  const nothing = await hears(town, who, () => phone.hears(answering(`诉求 ${free} · 水`)))
  expect(strip(answered)).toEqual(strip(nothing))
  const none = buttons(noSuchId)
  for (const [at, data] of buttons(filed.id).entries()) {
    const pressed = await hears(town, who, () => phone.hears(phone.press(user, data)))
    const same = await hears(town, who, () => phone.hears(phone.press(user, none[at] ?? '')))
    expect(strip(pressed), `${who.name} ${data}`).toEqual(strip(same))
  }
  for (const look of [
    () => phone.says(user, '/desk'),
    () => phone.says(user, '/mycases'),
    () => phone.says(user, '有什么事吗'),
    () => phone.hears(phone.press(user, deskPage.data({ scope: 'all', page: 1 }))),
    () => phone.hears(phone.press(user, minePage.data({ page: 1 }))),
  ]) {
    const heard = JSON.stringify(await hears(town, who, look))
    expect(heard).not.toContain(filed.number)
    expect(heard).not.toContain(secret)
  }
  await phone.says(user, '/cancel')
}

interface World {
  about: number
  reporter: number
  filer: number
  isFiledFor: boolean
  unit: number
  privacy: 'named' | 'confidential' | 'sealed'
  before: Turn[]
  after: Turn[]
}

const worlds: fc.Arbitrary<World> = fc.record({
  // The officials of the town, as town.ts lists them.
  about: fc.integer({ min: 2, max: 9 }),
  reporter: number,
  filer: number,
  isFiledFor: fc.boolean(),
  unit: number,
  privacy: fc.constantFrom('named', 'confidential', 'sealed'),
  before: fc.array(fc.oneof(grantTurn, deputyTurn), { maxLength: 6, size: 'max' }),
  after: fc.array(turns, { minLength: 10, maxLength: 40, size: 'max' }),
})

async function fileAs(town: CaseTown, world: World, isFiledFor: boolean): Promise<Begun | undefined> {
  const { about, filer, reporter, unit, privacy } = world
  const teller = pick(everybody(town), isFiledFor ? filer : reporter)
  const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const
  const draft = {
    words: { text: secret, places: [] },
    privacy,
    aboutId: pick(everybody(town), about).id,
    unitId: pick(everywhere(town), unit).id,
    ...(isFiledFor && { onBehalf }),
  }
  try {
    const filed = await town.file(draft, teller)
    // Who told it for another is no exception: they may come under the official later.
    return { filed, reporterId: isFiledFor ? undefined : teller.id }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

interface Begun {
  filed: Filed
  /** Who told it may see it, whoever they are. */
  reporterId: number | undefined
}

/** Whoever may not tell it for another tells it themselves. Undefined when nobody could take it in. */
async function fileIn(town: CaseTown, world: World): Promise<Begun | undefined> {
  return (world.isFiledFor && (await fileAs(town, world, true))) || fileAs(town, world, false)
}

describe('the official it is about, and those below them', () => {
  test('never hear of it, see it, find it or notice that it is there, whoever does what', async () => {
    const seen = { cases: 0, told: 0, kept: 0, looks: 0 }
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const town = await caseTown()
        const { app } = town
        const about = pick(everybody(town), world.about)
        for (const turn of world.before) await takeTurn(town, 0, turn)
        const begun = await fileIn(town, world)
        if (!begun) return
        const { filed, reporterId } = begun
        seen.cases += 1
        const heard = new Map<number, number>()
        const check = async () => {
          const hidden = await kept(town, about, reporterId)
          seen.kept += hidden.length
          for (const { id, chatId } of everybody(town)) {
            const words = await promisedTo(app, chatId)
            const news = words.slice(heard.get(id) ?? 0)
            heard.set(id, words.length)
            if (hidden.every((one) => one.id !== id)) seen.told += news.length
            else expect(news, `what ${id} was told`).toEqual([])
          }
          for (const who of hidden) await learnsNothing(town, who, filed.id)
        }
        await check()
        for (const turn of world.after) {
          if (await takeTurn(town, filed.id, turn)) await check()
        }
        const isAbout = ({ id }: Person) => Number(id === about.id)
        const officialFirst = (a: Person, b: Person) => isAbout(b) - isAbout(a)
        const hidden = await kept(town, about, reporterId)
        for (const who of hidden.toSorted(officialFirst).slice(0, 2)) {
          seen.looks += 1
          await noticesNothing(town, who, filed)
        }
      }),
      { numRuns: runs(4), endOnFailure: true },
    )
    // It proves nothing when nobody was told, or nobody was to be kept from it.
    if (inFull()) expect(Math.min(seen.cases, seen.told, seen.kept, seen.looks)).toBeGreaterThan(0)
  }, 240_000)
})

describe('those who come under the official while it is worked on', () => {
  test('hear no more of it, though they led it and did it, nor by standing in for somebody who may', async () => {
    const town = await caseTown()
    const { app, units, yang, zhou, wu, zheng, qian } = town
    const filed = await town.file({ aboutId: yang.id, words: { text: secret, places: [] } })
    await acceptCase(app, by(wu), filed.id)
    await assignCase(app, by(wu), filed.id, { leadId: zhou.id, handlerId: wu.id })
    // 钱多 works under the official: it is nothing to him that he stands in for the secretary of the town.
    await standsIn(town, zhou.id, qian.id)
    await handleCase(app, by(wu), filed.id, { outcome: 'solved', note: '查清了' })
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('查清了')
    expect(await promisedTo(app, qian.chatId)).toEqual([])
    await learnsNothing(town, qian, filed.id)
    // 郑文 stands in too, and is of another village, until he is sent to work under the official.
    await standsIn(town, zhou.id, zheng.id)
    await disputeCase(app, by(town.zhang), filed.id, '没有')
    const heard = await promisedTo(app, zheng.chatId)
    expect(heard.at(-1)).toContain(filed.number)
    await giveOffice(town, zheng, 'handler', units.hepingOne)
    await handleCase(app, by(wu), filed.id, { outcome: 'solved', note: '又查了一遍' })
    expect(await promisedTo(app, zheng.chatId)).toEqual(heard)
    await learnsNothing(town, zheng, filed.id)
  })

  test('and who led it or did it before hears nothing of its end when they were sent to work under the official', async () => {
    const town = await caseTown()
    const { app, units, yang, wu, zhou } = town
    const filed = await town.file({ aboutId: yang.id, words: { text: secret, places: [] } })
    await acceptCase(app, by(wu), filed.id)
    await assignCase(app, by(wu), filed.id, { leadId: zhou.id, handlerId: wu.id })
    const now = app.clock.now()
    await app.db.roleGrant.updateMany({ where: { personId: wu.id }, data: { endedAt: now } })
    await giveOffice(town, wu, 'leader', units.heping)
    const heard = await promisedTo(app, wu.chatId)
    await withdrawCase(app, by(town.zhang), filed.id, '算了')
    expect((await promisedTo(app, zhou.chatId)).at(-1)).toContain('算了')
    expect(await promisedTo(app, wu.chatId)).toEqual(heard)
    await noticesNothing(town, wu, filed)
  })
})

describe('a mediation of what is about an official', () => {
  const neighbours = { kind: 'neighbours', words: { text: secret, places: [] } } as const
  const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const

  test('says nothing of its meetings to who told it for another and came under the official', async () => {
    const town = await caseTown()
    const { app, units, zheng, yang, wu, zhou } = town
    const draft = { ...neighbours, onBehalf, aboutId: yang.id, unitId: units.tuanjieOne.id }
    const filed = await town.file(draft, zheng)
    await acceptCase(app, by(wu), filed.id)
    await mediateCase(app, by(wu), filed.id, zhou.id)
    await declareNeutral(app, by(zhou), filed.id)
    const arranges = (hours: number) => {
      const at = new Date(app.clock.now().getTime() + hours * 3_600_000)
      return arrangeMeeting(app, by(zhou), filed.id, { at, place: '村委会' }, `meet:${hours}`)
    }
    await arranges(24)
    const heard = await promisedTo(app, zheng.chatId)
    expect(heard.at(-1)).toContain('村委会')
    await app.db.roleGrant.updateMany({ where: { personId: zheng.id }, data: { endedAt: app.clock.now() } })
    await giveOffice(town, zheng, 'handler', units.hepingOne)
    await app.clock.advance(25 * 3_600_000)
    await arranges(48)
    expect(await promisedTo(app, zheng.chatId)).toEqual(heard)
    await learnsNothing(town, zheng, filed.id)
  })

  test('nor to who was asked to mediate, or had it before, and came under the official', async () => {
    const town = await caseTown()
    const { app, units, zheng, yang, wu, zhou } = town
    const tuanjie = await personNamed(app, '马六', { roles: [['mediator', units.tuanjieOne]] })
    const draft = { ...neighbours, aboutId: yang.id, unitId: units.tuanjieOne.id }
    const filed = await town.file(draft)
    await acceptCase(app, by(wu), filed.id)
    await mediateCase(app, by(wu), filed.id, zheng.id)
    await declareNeutral(app, by(zheng), filed.id)
    await mediateCase(app, by(wu), filed.id, tuanjie.id)
    const heard = async () => [await promisedTo(app, zheng.chatId), await promisedTo(app, tuanjie.chatId)]
    const before = await heard()
    expect(before.map((words) => words.at(-1)?.includes(filed.number))).toEqual([true, true])
    for (const who of [zheng, tuanjie]) await giveOffice(town, who, 'handler', units.hepingOne)
    // The one who was asked hears of no other, nor does the one who has it hear that it is another's now.
    await mediateCase(app, by(wu), filed.id, zhou.id)
    await declareNeutral(app, by(zhou), filed.id)
    expect(await heard()).toEqual(before)
    await learnsNothing(town, zheng, filed.id)
  })
})

describe('whoever has to do with a mediation, and comes under the official in the midst of it', () => {
  const hourMs = 3_600_000

  /** What a mediation goes through; each is done by whoever may, or by nobody. */
  const deeds: ((town: CaseTown, caseId: number, n: number) => Promise<unknown>)[] = [
    ({ app, wu, zhou, zheng, sun }, id, n) =>
      mediateCase(app, by(n % 2 ? wu : zhou), id, pick([zhou, zheng, sun, wu], n).id),
    ({ app, wu, zhou, zheng, sun }, id, n) => declareNeutral(app, by(pick([zhou, zheng, sun, wu], n)), id),
    ({ app, zhou, zheng, sun, wu }, id, n) => declineMediation(app, by(pick([zhou, zheng, sun, wu], n)), id),
    async ({ app, wu, zhou }, id, n) => {
      const at = new Date(app.clock.now().getTime() + hourMs)
      await arrangeMeeting(
        app,
        by(n % 2 ? wu : zhou),
        id,
        { at, place: '村委会' },
        `meet:${n}:${at.getTime()}`,
      )
    },
    ({ app }) => app.clock.advance(2 * hourMs),
    ({ app, wu }, id) => handleCase(app, by(wu), id, { outcome: 'partly', note: '谈过了' }),
    ({ app, zhang }, id) => disputeCase(app, by(zhang), id, '没有'),
  ]

  /** Somebody mediates and meets them, others are asked instead of one another, one of them takes over, and it is not settled. */
  const course = [0, 1, 3, 4, 0, 0, 1, 3, 2, 4, 0, 1, 3, 5, 6, 0, 1, 3]

  interface Story {
    isFiledFor: boolean
    /** Who is sent to work under the official, and before which deed. */
    sent: { who: number; before: number; keepsOffice: boolean }[]
    /** Who does each deed of the course. */
    by: number[]
  }

  const stories: fc.Arbitrary<Story> = fc.record({
    isFiledFor: fc.boolean(),
    sent: fc.array(
      fc.record({ who: fc.nat(3), before: fc.integer({ min: 2, max: 8 }), keepsOffice: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    by: fc.array(fc.nat(99), { minLength: course.length, maxLength: course.length }),
  })

  async function send(town: CaseTown, who: Person, keepsOffice: boolean): Promise<void> {
    const { app, units } = town
    const endedAt = app.clock.now()
    if (!keepsOffice) await app.db.roleGrant.updateMany({ where: { personId: who.id }, data: { endedAt } })
    await giveOffice(town, who, 'handler', units.hepingOne)
  }

  /** False: it was refused in words; whatever else is thrown is a fault. */
  async function isDone(deed: Promise<unknown>): Promise<boolean> {
    const [settled] = await Promise.allSettled([deed])
    if (settled.status === 'fulfilled') return true
    if (settled.reason instanceof Refusal) return false
    throw settled.reason
  }

  /** By whoever may: a deed that is not for now changes nothing. */
  async function does(town: CaseTown, caseId: number, what: number, n: number): Promise<void> {
    for (let who = 0; who < 4; who++) if (await isDone(pick(deeds, what)(town, caseId, n + who))) return
  }

  test('hears no more of it from that moment on, whatever is done', async () => {
    let told = 0
    let hiddenFrom = 0
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const town = await caseTown()
        const { app, units, zheng, yang, wu, zhou, sun } = town
        const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const
        await giveOffice(town, sun, 'mediator', units.tuanjieOne)
        await app.db.roleGrant.updateMany({
          where: { personId: sun.id, unitId: units.heping.id },
          data: { endedAt: app.clock.now() },
        })
        const draft = { kind: 'neighbours', words: { text: secret, places: [] }, aboutId: yang.id } as const
        const filer = story.isFiledFor ? { onBehalf } : {}
        const teller = story.isFiledFor ? zheng : town.zhang
        const filed = await town.file({ ...draft, ...filer, unitId: units.tuanjieOne.id }, teller)
        await acceptCase(app, by(wu), filed.id)
        const heard = new Map<number, number>()
        const check = async () => {
          const hidden = await kept(town, yang, story.isFiledFor ? undefined : town.zhang.id)
          for (const { id, chatId, name } of everybody(town)) {
            const words = await promisedTo(app, chatId)
            const news = words.slice(heard.get(id) ?? 0)
            heard.set(id, words.length)
            if (hidden.some((one) => one.id === id)) expect(news, `what ${name} was told`).toEqual([])
            else told += news.length
          }
          hiddenFrom += hidden.length
        }
        await check()
        for (const [at, what] of course.entries()) {
          for (const { who, before, keepsOffice } of story.sent)
            if (before === at) await send(town, pick([zheng, sun, zhou, wu], who), keepsOffice)
          await does(town, filed.id, what, story.by[at] ?? 0)
          await check()
        }
        for (const who of await kept(town, yang, story.isFiledFor ? undefined : town.zhang.id))
          await learnsNothing(town, who, filed.id)
      }),
      { numRuns: runs(8), endOnFailure: true },
    )
    if (inFull()) expect(Math.min(told, hiddenFrom)).toBeGreaterThan(0)
  }, 240_000)
})

describe('whoever told it for another', () => {
  const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const

  test('hears what becomes of it, until they come under the official: from then on it is not there for them', async () => {
    const town = await caseTown()
    const { app, units, zheng, yang, wu } = town
    const filed = await town.file({ onBehalf, aboutId: yang.id, unitId: units.tuanjieOne.id }, zheng)
    await acceptCase(app, by(wu), filed.id)
    const heard = await promisedTo(app, zheng.chatId)
    expect(heard.at(-1)).toContain(filed.number)
    await app.db.roleGrant.updateMany({ where: { personId: zheng.id }, data: { endedAt: app.clock.now() } })
    await giveOffice(town, zheng, 'handler', units.hepingOne)
    await goesOn(town, filed.id)
    expect(await promisedTo(app, zheng.chatId)).toEqual(heard)
    await learnsNothing(town, zheng, filed.id)
    await noticesNothing(town, zheng, filed)
  })

  async function goesOn({ app, wu }: CaseTown, caseId: number): Promise<void> {
    await redirectCase(app, by(wu), caseId, '纪委')
    const answer = { words: { text: '在查了', places: [] }, files: [] }
    await sayOfCase(app, by(wu), caseId, 'answer', answer, 'answer:1')
  }
})

describe('no confidential message can be addressed to a group', () => {
  const html = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `话${text.replaceAll(/[<>&]/g, '')}`)
  const anyMessage: fc.Arbitrary<Message> = fc.oneof(
    html.map((said) => confidential(said)),
    html.map((said) => publicMessage(said)),
  )

  test('it does not compile', () => {
    const group: ChatRef = { kind: 'group', chatId: 1 }
    const words: MessageFor<typeof group> = publicMessage('各位')
    // @ts-expect-error of a group only public words
    const leak: MessageFor<typeof group> = confidential('李四家的事')
    // @ts-expect-error and so of a chat whose kind is not known
    const unknown: MessageFor<ChatRef> = confidential('李四家的事')
    expect([words.privacy, leak.privacy, unknown.privacy]).toEqual(['public', 'confidential', 'confidential'])
  })

  test('it is refused by every way out at run time, and nothing of it is kept', async () => {
    const app = await testApp()
    const group = await groupChatOf(app, -700)
    const person = await privateChatOf(app, 11)
    let n = 0
    await fc.assert(
      fc.asyncProperty(anyMessage, fc.boolean(), fc.nat(2), async (message, isGroup, way) => {
        const chat = (isGroup ? group : person) as typeof person
        const key = `k${++n}`
        const what = { key, batch: key, chat, lane: 'personal', whenInDoubt: 'repeat' } as const
        const before = [await app.db.delivery.count(), await app.db.content.count()]
        const sent = app.db.transaction(async (tx) => {
          const operation = { do: 'send', message } as const
          if (way === 0) return enqueue(tx, app, what, operation)
          // One group among many people is enough.
          const recipients = [
            { key: `${key}:1`, chat: person },
            { key: `${key}:2`, chat },
          ]
          if (way === 1) return enqueueMany(tx, app, { ...what, contentKey: key, operation }, recipients)
          return enqueueEdit(tx, app, { ...what, of: key }, message)
        })
        if (isGroup && message.privacy === 'confidential') {
          await expect(sent).rejects.toThrow('a confidential message was addressed to a group')
          expect(() => refuseLeak(chat as ChatRef, message)).toThrow()
          expect([await app.db.delivery.count(), await app.db.content.count()]).toEqual(before)
        } else {
          await sent
          expect(await app.db.delivery.count()).toBeGreaterThan(before[0] ?? 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('whatever is pressed or said about a case in a group, the group hears no word of it', async () => {
    const town = await caseTown()
    const { phone, wang, zhang } = town
    const filed = await town.file({ words: { text: secret, places: [] } })
    const chat = groupChat(801, '一组群')
    const id = filed.id
    const said = phone.said.length
    for (const person of [wang, zhang]) {
      for (const words of [`/case ${filed.number}`, '/desk', '/mycases', '/report', `诉求 ${filed.number}`])
        await phone.says(person.user, words, chat)
      for (const data of [
        caseOpen.data({ case: id }),
        caseStep.data({ case: id, step: 'accept' }),
        caseStep.data({ case: id, step: 'handle' }),
        caseSay.data({ case: id, kind: 'answer' }),
        caseThread.data({ case: id, page: 1 }),
        caseFiles.data({ case: id, page: 1 }),
        caseRate.data({ case: id, score: 5 }),
        caseAlike.data({ case: id }),
        deskPage.data({ scope: 'all', page: 1 }),
        minePage.data({ page: 1 }),
      ])
        await phone.hears(phone.press(person.user, data, chat))
    }
    const heard = phone.said.slice(said).filter(({ to }) => to.kind === 'group')
    expect(heard.length).toBeGreaterThan(0)
    expect(JSON.stringify(heard)).not.toContain(filed.number)
    expect(JSON.stringify(heard)).not.toContain(secret)
    expect(phone.toasts.join()).not.toContain(filed.number)
    expect(await caseById(town.app.db, id)).toMatchObject({ state: 'filed' })
  })
})
