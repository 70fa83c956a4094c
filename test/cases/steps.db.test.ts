import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Case,
  type CaseState,
  type CaseStep,
  caseStates,
  caseSteps,
  type Relation,
  relations,
  stateAfter,
  stepsFor,
} from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/case-event.ts'
import { caseById, caseByNumber } from '../../src/cases/case-store.ts'
import { runningClocks } from '../../src/cases/clocks/clock-store.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { casesForDesk } from '../../src/cases/list-cases.ts'
import { seenBy } from '../../src/cases/see-case.ts'
import { stepsNow } from '../../src/cases/steps-now.ts'
import { passOnCase } from '../../src/cases/working/pass-on-case.ts'
import { absentFor } from '../../src/org/deputy-store.ts'
import { grantsOf } from '../../src/org/role-store.ts'
import { unitById } from '../../src/org/unit-store.ts'
import { promisedTo } from '../support/deliveries.ts'
import { me } from '../support/phone.ts'
import { inFull, runs } from '../support/runs.ts'
import { type Act, acts, everybody, pick, standsIn, tries } from './random-acts.ts'
import { type CaseTown, caseTown } from './town.ts'

const hourMs = 60 * 60 * 1000

// ───── what the rules allow, said here once more ─────

const alive: CaseState[] = ['accepted', 'assigned', 'working', 'waiting', 'disputed']

interface Allowed {
  from: CaseState[]
  /** Where it leads; undefined: it stays what it was. */
  to: CaseState | undefined
  actors: CaseEvent['actor'][]
}

/** Every act that moves a case, from where to where, and whose it can be. */
const allowed: Record<string, Allowed> = {
  accept: { from: ['filed', 'redirected'], to: 'accepted', actors: ['staff'] },
  'pass-on': { from: ['filed', 'redirected', ...alive], to: 'filed', actors: ['staff'] },
  redirect: { from: ['filed', ...alive], to: 'redirected', actors: ['staff'] },
  decline: { from: ['filed'], to: 'declined', actors: ['staff'] },
  'second-look': { from: ['declined'], to: 'filed', actors: ['reporter', 'staff'] },
  assign: { from: alive, to: 'assigned', actors: ['staff'] },
  'hand-over': { from: alive, to: 'assigned', actors: ['staff'] },
  begin: { from: ['assigned', 'disputed'], to: 'working', actors: ['staff'] },
  pause: { from: ['assigned', 'working'], to: 'waiting', actors: ['staff'] },
  resume: { from: ['waiting'], to: 'working', actors: ['staff'] },
  handle: { from: ['assigned', 'working', 'redirected', 'disputed'], to: 'handled', actors: ['staff'] },
  confirm: { from: ['handled'], to: 'closed', actors: ['reporter', 'staff'] },
  dispute: { from: ['handled'], to: 'disputed', actors: ['reporter', 'staff'] },
  withdraw: {
    from: ['filed', 'redirected', 'declined', ...alive, 'handled'],
    to: 'withdrawn',
    actors: ['reporter', 'staff'],
  },
  reopen: { from: ['closed', 'withdrawn'], to: 'accepted', actors: ['reporter', 'staff'] },
  appeal: { from: ['declined', 'closed'], to: 'filed', actors: ['reporter', 'staff'] },
  top: { from: ['filed', 'redirected', ...alive], to: undefined, actors: ['clock'] },
  join: { from: ['filed', 'redirected', ...alive], to: undefined, actors: ['staff'] },
  unjoin: {
    from: ['filed', 'redirected', ...alive, 'declined', 'withdrawn'],
    to: undefined,
    actors: ['clock'],
  },
}

/** These are the teller's alone: of those who work on it only who told it for them takes them. */
const tellers = ['second-look', 'withdraw', 'reopen', 'appeal']

/** What is told together is done together, from wherever it was. */
const isDoneTogether = ({ what, actor }: CaseEvent) => what === 'handle' && actor === 'clock'

const over: CaseState[] = ['declined', 'closed', 'withdrawn']

/** What goes up is new there as long as nobody had taken it in, and otherwise taken in. */
const afterClimb = (from: string) => (from === 'filed' ? 'filed' : 'accepted')

function mustBeAllowed(event: CaseEvent, filedById: number | undefined): void {
  const { what, from, to, actor, byId } = event
  const act = `${actor} ${what} ${from} → ${to}`
  expect(byId === undefined, `${act}: who did it stands there for staff alone`).toBe(actor !== 'staff')
  if (what === 'climb') {
    expect(over, act).not.toContain(from)
    expect([to, actor], act).toEqual([afterClimb(from), 'clock'])
    return
  }
  if (isDoneTogether(event)) {
    expect([...over, 'handled'], act).not.toContain(from)
    expect(to, act).toBe('handled')
    return
  }
  if (tellers.includes(what) && actor === 'staff') expect(byId, act).toBe(filedById)
  const rule = allowed[what]
  expect(rule?.from, act).toContain(from)
  expect(rule?.actors, act).toContain(actor)
  expect(to, act).toBe(rule?.to ?? from)
}

// ───── who may say that it is settled ─────

const isHead = (role: string) => role === 'owner' || role === 'secretary' || role === 'leader'

/** One of these leads above the unit that has it; in the town itself, leads there. */
async function standAbove({ app }: CaseTown, people: readonly number[], one: Case): Promise<boolean> {
  const unit = await unitById(app.db, one.handlingUnitId)
  if (!unit) throw new Error('the unit is gone')
  const grants = (await Promise.all(people.map((id) => grantsOf(app.db, id)))).flat()
  return grants.some(({ role, path }) => {
    const isHigher = unit.path.startsWith(path) && (path !== unit.path || unit.parentId === undefined)
    return isHead(role) && isHigher
  })
}

const work = ['accept', 'redirect', 'decline', 'begin', 'pause', 'resume', 'handle']

const workedOn = (events: readonly CaseEvent[], personId: number) =>
  events.some(({ byId, what }) => byId === personId && work.includes(what))

/** The other of two cases, when this one was handled with it. */
async function handledWith({ app }: CaseTown, events: readonly CaseEvent[]): Promise<Case[]> {
  const numbers = events.filter(isDoneTogether).map(({ note }) => note)
  const found = await Promise.all(numbers.map((number) => caseByNumber(app.db, number ?? '')))
  return found.flatMap((one) => one ?? [])
}

/** Whether somebody has it or ever had a hand in it, or in that with which it was handled. */
async function hadHand(town: CaseTown, one: Case, events: CaseEvent[], personId: number): Promise<boolean> {
  if ([one.leadId, one.handlerId].includes(personId) || workedOn(events, personId)) return true
  for (const main of await handledWith(town, events)) {
    const done = await eventsOf(town.app.db, town.app, main.id)
    if ([main.leadId, main.handlerId].includes(personId) || workedOn(done, personId)) return true
  }
  return false
}

/** Somebody leads above it and had no hand in it, themselves or by one for whom they stand in. */
async function mayAsk(town: CaseTown, one: Case, events: CaseEvent[], personId: number): Promise<boolean> {
  if (one.filedById === personId || (await hadHand(town, one, events, personId))) return false
  if (await standAbove(town, [personId], one)) return true
  const absent = await absentFor(town.app.db, personId, town.app.clock.now())
  for (const id of absent) if (await hadHand(town, one, events, id)) return false
  return standAbove(town, absent, one)
}

const isSilent = ({ state, dueAt }: Case, now: Date) =>
  state === 'handled' && dueAt !== undefined && dueAt <= now

async function mustBeRightlySettled(town: CaseTown, before: Case, events: CaseEvent[]): Promise<void> {
  const last = events.at(-1)
  if (last?.what !== 'confirm' || last.byId === undefined) return
  const name = `person ${last.byId} called it settled`
  expect(isSilent(before, town.app.clock.now()), `${name} before they were silent for long`).toBe(true)
  expect(await mayAsk(town, before, events.slice(0, -1), last.byId), `${name}, who may not`).toBe(true)
}

// ───── on whose desk it lies ─────

/** Whether the card offers to call it settled; undefined for who told it, who rates it, and for whom it is not there. */
async function offersConfirm({ app }: CaseTown, personId: number, one: Case): Promise<boolean | undefined> {
  const [seen] = await seenBy(app.db, app, personId, [one])
  if (!seen || seen.are.has('reporter')) return undefined
  return (await stepsNow(app.db, app, { personId }, seen)).includes('confirm')
}

async function mustLieOnDesks(town: CaseTown, one: Case, events: CaseEvent[]): Promise<number> {
  const { app } = town
  const on: number[] = []
  for (const { id } of everybody(town))
    if ((await casesForDesk(app.db, app, id)).some((other) => other.id === one.id)) on.push(id)
  const isDone = over.includes(one.state)
  const goesAlong = one.joinedToId !== undefined && one.state !== 'handled'
  if (isDone || goesAlong) expect(on, `${one.state}: nobody's desk`).toEqual([])
  else if (one.state !== 'handled') expect(on.length, `${one.state}: on no desk`).toBeGreaterThan(0)
  else {
    const able: number[] = []
    for (const { id } of everybody(town)) if (await mayAsk(town, one, events, id)) able.push(id)
    const isAsked = isSilent(one, app.clock.now())
    for (const id of on) expect(able, `handled: on the desk of ${id}, who may not ask`).toContain(id)
    for (const { id, name } of everybody(town)) {
      const isOffered = (await offersConfirm(town, id, one)) === true
      expect(isOffered, `handled: ${name} may call it settled`).toBe(isAsked && able.includes(id))
    }
    if (!isAsked) expect(on, 'handled: asked too early').toEqual([])
    else if (able.length > 0) expect(on.length, 'answered by silence: on no desk').toBeGreaterThan(0)
  }
  return on.length
}

// ───── what must be so after whatever happened ─────

async function stateOf({ app }: CaseTown, id: number): Promise<Case> {
  const one = await caseById(app.db, id)
  if (!one) throw new Error('the case is gone')
  return one
}

const holdsClock: CaseState[] = ['filed', 'redirected', ...alive, 'handled']

async function mustBeWhole(town: CaseTown, before: Case, knownEvents: number): Promise<CaseEvent[]> {
  const { app } = town
  const one = await stateOf(town, before.id)
  const events = await eventsOf(app.db, app, one.id)
  let state: string = before.state
  for (const event of events.slice(knownEvents)) {
    expect(event.from).toBe(state)
    mustBeAllowed(event, one.filedById)
    state = event.to
  }
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1))
  expect(events.at(-1)?.to, 'the last act says what it is').toBe(one.state)
  if (events.length > knownEvents) await mustBeRightlySettled(town, before, events)
  for (const id of [one.leadId, one.handlerId]) {
    if (id === undefined) continue
    const offices = (await grantsOf(app.db, id)).filter(
      ({ role }) => role !== 'member' && role !== 'villager',
    )
    expect(offices.length, `person ${id} has it and holds no office`).toBeGreaterThan(0)
  }
  const clocks = (await runningClocks(app.db, one.id)).filter(
    ({ purpose }) => purpose !== 'word' && purpose !== 'pause',
  )
  expect(clocks.length, `main clocks in ${one.state}`).toBe(holdsClock.includes(one.state) ? 1 : 0)
  const [running] = clocks.filter(({ pausedAt }) => pausedAt === undefined)
  const stands = one.state === 'waiting' || (one.joinedToId !== undefined && one.state !== 'handled')
  expect(one.dueAt, `the end of ${one.state}`).toEqual(running?.dueAt)
  expect(running === undefined, `${one.state}: it stands while it waits, and then alone`).toBe(
    stands || !holdsClock.includes(one.state),
  )
  expect(one.closedAt !== undefined, `${one.state} has an end`).toBe(over.includes(one.state))
  if (!over.includes(one.state) && one.state !== 'handled') expect(one.outcome).toBeUndefined()
  if (one.state === 'closed' || one.state === 'handled') expect(one.outcome).toBeDefined()
  return events
}

type Turn =
  | { kind: 'act'; act: Act }
  | { kind: 'deputy'; who: number; deputy: number }
  | { kind: 'time'; hours: number }

const turns: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ kind: fc.constant('act' as const), act: acts }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('deputy' as const), who: fc.nat(99), deputy: fc.nat(99) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      hours: fc.oneof(fc.integer({ min: 1, max: 72 }), fc.constant(7 * 24)),
    }),
  },
)

/** What comes next when people do what they should, so that the later states are reached too. */
const next: Record<CaseState, Act['what'][]> = {
  filed: ['accept', 'accept', 'accept', 'decline'],
  redirected: ['handle', 'accept'],
  declined: ['second-look', 'appeal'],
  accepted: ['assign', 'assign', 'assign', 'redirect'],
  assigned: ['begin', 'handle'],
  working: ['handle', 'pause'],
  waiting: ['resume'],
  handled: ['confirm', 'dispute'],
  disputed: ['handle', 'begin'],
  closed: ['reopen', 'appeal'],
  withdrawn: ['reopen'],
}

interface Life {
  privacy: 'named' | 'confidential' | 'sealed'
  /** Of those who may tell it; two work on such things themselves. */
  teller: 'zhang' | 'qian' | 'yang'
  isForAnother: boolean
  /** The neighbour told the same, and it goes along; and what it goes along with lies in the town. */
  second: 'none' | 'joined' | 'joined-and-up'
  turns: { turn: Turn; next: number; ofSecond: boolean }[]
}

const lives: fc.Arbitrary<Life> = fc.record({
  privacy: fc.constantFrom('named', 'confidential', 'sealed'),
  teller: fc.constantFrom('zhang', 'zhang', 'qian', 'yang'),
  isForAnother: fc.boolean(),
  second: fc.constantFrom('none', 'joined', 'joined-and-up'),
  turns: fc.array(fc.record({ turn: turns, next: fc.nat(999), ofSecond: fc.boolean() }), {
    minLength: 12,
    maxLength: 24,
    size: 'max',
  }),
})

/** Tries what comes next with one after the other until somebody may; of what was handled nothing is heard every other time. */
async function goesOn(town: CaseTown, caseId: number, n: number): Promise<boolean> {
  const isAsked = (await stateOf(town, caseId)).state === 'handled'
  if (isAsked && n % 2 === 0) {
    await town.app.clock.advance(7 * 24 * hourMs)
    return true
  }
  const what = pick(next[(await stateOf(town, caseId)).state], n)
  for (let who = 0; who < everybody(town).length; who++)
    if (await tries(town, caseId, { what, who: who + n, a: n, b: n + 1 })) return true
  return false
}

async function turn(town: CaseTown, caseId: number, one: Turn): Promise<boolean> {
  switch (one.kind) {
    case 'act':
      return tries(town, caseId, one.act)
    case 'deputy': {
      // Who stands in holds an office themselves: the verb that makes deputies sees to that.
      const staff = everybody(town).slice(2)
      const [person, deputy] = [pick(staff, one.who), pick(staff, one.deputy)]
      if (person.id !== deputy.id) await standsIn(town, person.id, deputy.id)
      return true
    }
    case 'time':
      await town.app.clock.advance(one.hours * hourMs)
      return true
  }
}

/** Whose each step is, said once more. */
const whose: Record<CaseStep, Relation[]> = {
  accept: ['intake', 'leader'],
  'pass-on': ['intake', 'lead', 'leader'],
  redirect: ['intake', 'lead', 'leader'],
  decline: ['intake', 'leader'],
  'second-look': ['reporter', 'filer'],
  assign: ['intake', 'lead', 'leader'],
  'hand-over': ['handler'],
  begin: ['handler', 'lead'],
  pause: ['handler', 'lead'],
  resume: ['handler', 'lead'],
  handle: ['handler', 'lead'],
  confirm: ['reporter', 'outsider'],
  dispute: ['reporter', 'filer', 'outsider'],
  withdraw: ['reporter', 'filer'],
  reopen: ['reporter', 'filer'],
  appeal: ['reporter', 'filer'],
}

test('every step leads where the rules say, from where and by whom they say, and from nowhere else', () => {
  for (const step of caseSteps)
    for (const state of caseStates)
      for (const relation of relations) {
        const name = `${relation}: ${step} in ${state}`
        const isAllowed = allowed[step]?.from.includes(state) && whose[step].includes(relation)
        const are = new Set([relation])
        expect(stepsFor({ state }, are).includes(step), name).toBe(isAllowed)
        if (isAllowed) expect(stateAfter(step, { state }, are), name).toBe(allowed[step]?.to)
        else expect(() => stateAfter(step, { state }, are), name).toThrow('case-not-now')
      }
})

test('whoever has it to do neither rates what they told themselves, nor takes back what they told for another', () => {
  for (const part of ['lead', 'handler'] as const) {
    expect(stepsFor({ state: 'handled' }, new Set(['reporter', part]))).toEqual(['dispute', 'withdraw'])
    expect(stepsFor({ state: 'handled' }, new Set(['filer', part]))).toEqual(['dispute'])
    expect(stepsFor({ state: 'handled' }, new Set(['outsider', part]))).toContain('confirm')
  }
})

/** Told, and told by the neighbour too, as that life has it. */
async function begin(town: CaseTown, { privacy, teller, isForAnother, second }: Life): Promise<number[]> {
  const { app, zhou, li, units } = town
  const onBehalf = { wayIn: 'visit', name: '马奶奶', contact: '', consented: true } as const
  const draft = { privacy, ...(isForAnother && teller !== 'zhang' && { onBehalf }) }
  const { id } = await town.file({ ...draft, unitId: units.heping.id }, town[teller])
  if (second === 'none') return [id]
  const { id: other } = await town.file({}, li)
  await joinCase(app, { personId: zhou.id }, other, id)
  if (second === 'joined-and-up')
    await passOnCase(app, { personId: zhou.id }, id, { unitId: units.town.id, note: '' })
  expect(await caseById(app.db, other)).toMatchObject({ joinedToId: id })
  return [id, other]
}

describe('no sequence of steps by any mix of people', () => {
  test('leads to a state, or to a desk, that the rules forbid', async () => {
    const reached = new Map<string, number>()
    let desks = 0
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const town = await caseTown()
        const ids = await begin(town, life)
        const known = new Map<number, number>()
        const countOf = (id: number) => town.app.db.caseEvent.count({ where: { caseId: id } })
        for (const id of ids) known.set(id, await countOf(id))
        const note = async (act: () => Promise<boolean>) => {
          const before = await Promise.all(ids.map((id) => stateOf(town, id)))
          const isDone = await act()
          for (const one of before) {
            const seen = known.get(one.id) ?? 0
            if (!isDone) {
              expect(await countOf(one.id)).toBe(seen)
              expect(await stateOf(town, one.id), 'what was refused changed nothing').toEqual(one)
              continue
            }
            const events = await mustBeWhole(town, one, seen)
            for (const { what } of events.slice(seen)) reached.set(what, (reached.get(what) ?? 0) + 1)
            known.set(one.id, events.length)
            desks += await mustLieOnDesks(town, await stateOf(town, one.id), events)
          }
        }
        for (const { turn: one, next: n, ofSecond } of life.turns) {
          const id = (ofSecond ? ids.at(-1) : ids[0]) ?? 0
          await note(() => turn(town, id, one))
          await note(() => goesOn(town, id, n))
        }
      }),
      { numRuns: runs(8), endOnFailure: true },
    )
    // It proves nothing when nothing came to its end, and nobody had anything to do.
    if (inFull())
      for (const what of ['accept', 'assign', 'handle']) expect(reached.get(what), what).toBeGreaterThan(0)
    expect(desks).toBeGreaterThan(0)
  }, 240_000)
})

describe('five open cases of one person', () => {
  /** A message that answers one of ours: the head of that says which case it is about. */
  const answering = (head: string, text: string) => ({
    text,
    reply_to_message: {
      message_id: 1,
      date: 1,
      chat: { id: 1, type: 'private', first_name: '' },
      from: me,
      text: head,
    } as never,
  })
  const kinds = ['water', 'road', 'land', 'safety', 'other']
  const words = fc.record({ which: fc.nat(4), isReporters: fc.boolean() })

  test('never mix: what is said to one is said to that one alone, and its answer comes under its own number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 8, maxLength: 16, size: 'max' }), async (said) => {
        const town = await caseTown()
        const { app, phone, zhang, wang, li } = town
        const cases: { id: number; number: string }[] = []
        for (const kind of kinds)
          cases.push(await town.file({ kind, words: { text: `事 ${kind}`, places: [] } }))
        // Somebody else has one too.
        const others = await town.file({ kind: 'water' }, li)
        const expected = kinds.map((kind) => [`told 事 ${kind}`])
        for (const [at, { which, isReporters }] of said.entries()) {
          const one = pick(cases, which)
          const text = `第 ${at} 句`
          const head = `诉求 ${one.number} · 事`
          const before = (await promisedTo(app, zhang.chatId)).length
          await phone.hears(phone.message((isReporters ? zhang : wang).user, answering(head, text)))
          if (isReporters) {
            expect(phone.lastWords).toContain(one.number)
            expect((await promisedTo(app, wang.chatId)).at(-1)).toMatch(
              new RegExp(`${one.number}[^]*${text}`),
            )
          } else {
            await phone.presses(wang.user, '回话')
            const heard = (await promisedTo(app, zhang.chatId)).slice(before)
            expect(heard).toHaveLength(1)
            expect(heard[0]).toMatch(new RegExp(`${one.number}[^]*${text}`))
            for (const other of cases) if (other.id !== one.id) expect(heard[0]).not.toContain(other.number)
          }
          expected[cases.indexOf(one)]?.push(`${isReporters ? 'told' : 'answer'} ${text}`)
        }
        for (const [at, { id }] of cases.entries()) {
          const entries = await entriesOf(app.db, app, id)
          expect(entries.map(({ kind, words }) => `${kind} ${words.text}`)).toEqual(expected[at])
        }
        expect(await entriesOf(app.db, app, others.id)).toHaveLength(1)
        expect((await promisedTo(app, li.chatId)).join()).not.toContain('句')
      }),
      { numRuns: runs(3), endOnFailure: true },
    )
  }, 120_000)

  test('a number in somebody’s own words decides nothing: it is asked which one', async () => {
    const town = await caseTown()
    const { app, phone, zhang } = town
    const first = await town.file()
    const second = await town.file({ kind: 'road' })
    await phone.says(zhang.user, `${first.number} 还没人来`)
    for (const { id } of [first, second]) expect(await entriesOf(app.db, app, id)).toHaveLength(1)
    expect(phone.lastLabels).toContain(`我反映的 ${second.number} 路`)
    await phone.presses(zhang.user, `我反映的 ${second.number} 路`)
    expect((await entriesOf(app.db, app, second.id)).at(-1)?.words.text).toBe(`${first.number} 还没人来`)
    expect(await entriesOf(app.db, app, first.id)).toHaveLength(1)
  })
})
