import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Action } from '../../src/bot/callback-data.ts'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseSteps } from '../../src/cases/case.ts'
import { sayKinds } from '../../src/cases/entry.ts'
import { arrangeMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { declareNeutral } from '../../src/cases/mediation/declare-neutral.ts'
import { inviteParty } from '../../src/cases/mediation/invite-party.ts'
import { joinAsParty } from '../../src/cases/mediation/join-as-party.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { versionOf } from '../../src/cases/mediation/mediation.ts'
import { writeAgreement } from '../../src/cases/mediation/write-agreement.ts'
import { askUnsealing } from '../../src/cases/trust/ask-unsealing.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import type { Call } from '../../src/delivery/delivery.ts'
import { agreement, by, dayMs } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const folder = new URL('../../src/cases/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)

interface Known {
  name: string
  fields: string[]
}

const isAction = (value: unknown): value is Action<readonly string[]> =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'read' in value

/** The fields of an action, out of what it reads. */
function fieldsOf({ name, pattern, read }: Action<readonly string[]>): string[] {
  const values = pattern.source.split('([^:]*)').slice(1)
  return Object.keys(read([name, ...values.map(() => '1')].join(':')) ?? {})
}

/** Every button there is that says which case it is for. */
async function caseButtons(): Promise<Known[]> {
  const found: Known[] = []
  for (const name of sources.filter((path) => path.endsWith('-buttons.ts'))) {
    const exported: Record<string, unknown> = await import(new URL(name, folder).href)
    for (const one of Object.values(exported).filter(isAction))
      found.push({ name: one.name, fields: fieldsOf(one) })
  }
  return found.filter(({ fields }) => fields.includes('case'))
}

let buttons: Known[]
beforeAll(async () => {
  buttons = await caseButtons()
})

test('the buttons of cases are all found, wherever they are written', () => {
  const written = sources.flatMap((path) => [
    ...readFileSync(new URL(path, folder), 'utf8').matchAll(/\baction\('([\w-]+)'[^)]*'case'/g),
  ])
  expect(buttons.map(({ name }) => name).toSorted()).toEqual(written.map(([, name]) => name).toSorted())
  expect(buttons.length).toBeGreaterThan(30)
})

/** What a forged button names: a case, and what hangs on it. */
interface Target {
  case: number
  meeting: number
  party: number
  asked: number
  version: string
}

/** A number that nothing has. */
const nothing: Target = { case: 999_999, meeting: 999_999, party: 999_999, asked: 999_999, version: 'x' }

/** With all that can hang on a case: sealed, about 王芳, mediated, to be agreed to, with a meeting and a request to open the name. */
async function richCase(town: CaseTown): Promise<Target> {
  const { app, yang, sun, wang, li } = town
  await fillCalendar(app)
  const { id } = await town.file({ kind: 'neighbours', privacy: 'sealed', aboutId: wang.id })
  await acceptCase(app, by(yang), id)
  await mediateCase(app, by(yang), id, sun.id)
  await declareNeutral(app, by(sun), id)
  await joinAsParty(app, by(li), (await inviteParty(app, by(sun), id, 'forged:link')).token)
  const at = new Date(app.clock.now().getTime() + 3 * dayMs)
  await arrangeMeeting(app, by(sun), id, { at, place: '村委会' }, 'forged:meeting')
  await writeAgreement(app, by(sun), id, agreement)
  await askUnsealing(app, by(yang), id, '要上门')
  const where = { where: { caseId: id } }
  return {
    case: id,
    meeting: (await app.db.caseMeeting.findFirstOrThrow(where)).id,
    party: (await app.db.caseParty.findFirstOrThrow(where)).id,
    asked: (await app.db.caseUnsealing.findFirstOrThrow(where)).id,
    version: versionOf({ agreement: agreement.text }),
  }
}

/** Every value that a field can have beside the ids. */
const choices: Record<string, readonly (string | number)[]> = {
  step: caseSteps,
  kind: sayKinds,
  page: [1, 2],
  score: [0, 5],
  days: [7],
}
const isId = (field: string) => ['case', 'to', 'at', 'meeting', 'party', 'asked'].includes(field)

const idIn = (target: Target, field: string): string | number =>
  field === 'to' || field === 'at' ? target.case : target[field as keyof Target]

/** The same buttons for two targets, pair by pair; `own` is a case of whoever presses, to be mixed with the other. */
function forged({ name, fields }: Known, [real, none]: [Target, Target], own: number): [string, string][] {
  const ids = fields.filter(isId)
  const mixes = ids.length > 1 ? [ids, ...ids.map((id) => [id])] : [ids]
  let rest: (string | number)[][] = [[]]
  for (const field of fields)
    rest = rest.flatMap((row) => (choices[field] ?? ['']).map((value) => [...row, value]))
  const data = (target: Target, mix: string[], row: (string | number)[]) =>
    [
      name,
      ...fields.map((field, at) => {
        if (isId(field)) return mix.includes(field) ? idIn(target, field) : own
        return field === 'version' ? target.version : row[at]
      }),
    ].join(':')
  return mixes.flatMap((mix) =>
    rest.map((row): [string, string] => [data(real, mix, row), data(none, mix, row)]),
  )
}

const spoken = (call: Call) =>
  'message' in call
    ? [call.message.html, (call.message.buttons ?? []).flat().map(({ text }) => text)]
    : call.do

/** All that comes of a press, and of the words that somebody goes on with when they were asked for any. */
async function answerTo({ phone }: CaseTown, who: Somebody, data: string): Promise<unknown> {
  const [from, toasts] = [phone.said.length, phone.toasts.length]
  await phone.hears(phone.press(who.user, data))
  if (phone.said.length > from) {
    await phone.says(who.user, '看看')
    await phone.says(who.user, '/cancel')
  }
  return { toasts: phone.toasts.slice(toasts), said: phone.said.slice(from).map(({ call }) => spoken(call)) }
}

const outdated = '这个按钮已经过时了，请看最下面那一条。'

describe('a forged button', () => {
  let town: CaseTown
  let real: Target
  /** What has become of the case, and what anybody was told of it. */
  const traces = async () => ({
    events: await town.app.db.caseEvent.count({ where: { caseId: real.case } }),
    entries: await town.app.db.caseEntry.count({ where: { caseId: real.case } }),
    joined: await town.app.db.case.count({ where: { joinedToId: { not: null } } }),
    promised: await town.app.db.delivery.count(),
  })

  beforeEach(async () => {
    town = await caseTown()
    real = await richCase(town)
  })

  test.each([
    ['an outsider', 'zheng'],
    ['the official whom the case is about', 'wang'],
  ] as const)(
    'with the id of that case is answered to %s as one with an id that nothing has',
    async (_, name) => {
      const who = town[name]
      const unitId = name === 'zheng' ? town.units.tuanjieOne.id : town.units.hepingOne.id
      const own = await town.file({ kind: 'neighbours', unitId }, town.qian)
      await answerTo(town, who, `case-say:${own.id}:note`)
      const before = await traces()
      let pressed = 0
      for (const button of buttons)
        for (const [data, none] of forged(button, [real, nothing], own.id)) {
          const answer = await answerTo(town, who, data)
          expect(answer, data).toEqual(await answerTo(town, who, none))
          expect(answer, data).not.toMatchObject({ toasts: [outdated] })
          pressed++
        }
      expect(pressed).toBeGreaterThan(buttons.length)
      expect(await traces()).toEqual(before)
    },
    180_000,
  )

  test('opens it for who may see it: the walk presses what is really there', async () => {
    const { phone, yang, sun } = town
    await phone.hears(phone.press(yang.user, `case-open:${real.case}`))
    expect(phone.lastWords).toContain('来自：来信人-')
    await phone.hears(phone.press(sun.user, `meeting-cancel:${real.case}:${real.meeting}`))
    expect(phone.toasts.at(-1)).toBeUndefined()
    expect(await town.app.db.caseMeeting.count({ where: { cancelledAt: null } })).toBe(0)
  })
})
