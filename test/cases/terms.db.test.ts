import { beforeEach, describe, expect, test } from 'vitest'
import { calendarFeature } from '../../src/calendar/calendar-bot.ts'
import { readAmount, termNames, termOf } from '../../src/cases/clocks/case-terms.ts'
import { listTerms, setTerm } from '../../src/cases/clocks/set-term.ts'
import { changeTerm } from '../../src/cases/clocks/term-conversation.ts'
import { ownTerms } from '../../src/cases/clocks/term-store.ts'
import { amountQuestion, termChanged, termsMessage } from '../../src/cases/clocks/term-texts.ts'
import { termsButtons, termsCommands } from '../../src/cases/clocks/terms-bot.ts'
import type { Person } from '../../src/org/person.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { featureWith } from '../support/feature.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { human, Phone } from '../support/phone.ts'
import { spoken } from '../support/spoken.ts'

const usual = termNames.map((name) => {
  const term = termOf(name, new Map())
  return { name, term, usual: term }
})

describe('what it says', () => {
  test.each<[string, Parameters<typeof spoken>[0]]>([
    ['the usual terms', (t) => termsMessage(t, usual)],
    [
      'terms of the town’s own',
      (t) =>
        termsMessage(
          t,
          usual.map((one) => ({ ...one, term: { ...one.term, amount: 1 } })),
        ),
    ],
    ['how long?', (t) => amountQuestion(t, 'accept', { amount: 2, unit: 'working-days' })],
    ['it is changed', (t) => termChanged(t, 'word', { amount: 48, unit: 'hours' })],
  ])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())
})

test.each([
  ['1', 1],
  ['９０', 90],
  [' 30 ', 30],
  ['0', undefined],
  ['91', undefined],
  ['-5', undefined],
  ['2.5', undefined],
  ['2天', undefined],
  ['', undefined],
])('an amount: %s', (text, amount) => {
  if (amount === undefined) expect(() => readAmount(text)).toThrow('terms-not-an-amount')
  else expect(readAmount(text)).toBe(amount)
})

let app: TestApp
let units: TestUnits
let chen: Person
let yang: Person
let zhang: Person

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
  chen = await personNamed(app, '陈书记', { roles: [['secretary', units.town]] })
  yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  zhang = await personNamed(app, '张三', { home: units.hepingOne })
})

const by = ({ id }: Person) => ({ personId: id })

describe('a term', () => {
  test('is the usual one until the town sets its own, and that is noted with who did', async () => {
    expect(await ownTerms(app.db)).toEqual(new Map())
    expect(await listTerms(app, by(chen))).toEqual(usual)
    await setTerm(app, by(chen), 'accept', 1)
    expect(await setTerm(app, by(chen), 'accept', 3)).toEqual({ amount: 3, unit: 'working-days' })
    expect(await ownTerms(app.db)).toEqual(new Map([['accept', 3]]))
    expect((await listTerms(app, by(chen))).find(({ name }) => name === 'accept')).toEqual({
      name: 'accept',
      term: { amount: 3, unit: 'working-days' },
      usual: { amount: 2, unit: 'working-days' },
    })
    expect(await app.db.caseTerm.findMany()).toEqual([
      { name: 'accept', amount: 3, changedById: chen.id, changedAt: app.clock.now() },
    ])
  })

  test('is nobody’s to see or to set outside the town’s own offices', async () => {
    for (const outsider of [yang, zhang]) {
      await expect(listTerms(app, by(outsider))).rejects.toMatchObject({ code: 'unit-unknown' })
      await expect(setTerm(app, by(outsider), 'accept', 3)).rejects.toMatchObject({ code: 'unit-unknown' })
    }
    expect(await app.db.caseTerm.count()).toBe(0)
  })

  test.each([0, 91, 2.5, -1])('of %d is refused', async (amount) => {
    await expect(setTerm(app, by(chen), 'accept', amount)).rejects.toMatchObject({
      code: 'terms-not-an-amount',
    })
    expect(await app.db.caseTerm.count()).toBe(0)
  })
})

describe('in the chat', () => {
  let phone: Phone
  const as = (who: Person) => human(who.telegramUserId ?? 0, who.name)
  beforeEach(() => {
    const terms = featureWith({ commands: termsCommands, conversations: [changeTerm] }, termsButtons)
    phone = new Phone(app, [terms, calendarFeature])
  })

  test('a term is changed by two presses, or by typing a number', async () => {
    await phone.says(as(chen), '/terms')
    await phone.presses(as(chen), '受理：2 个工作日')
    expect(phone.lastWords).toContain('受理：现在是 2 个工作日')
    expect(phone.lastLabels).toEqual(['2', '1', '3', '5', '7', '10', '15', '20', '30'])
    await phone.presses(as(chen), '3')
    expect(phone.lastWords).toContain('改好了：受理，3 个工作日')
    await phone.says(as(chen), '/terms')
    await phone.presses(as(chen), '受理：3 个工作日（平常 2 个工作日）')
    await phone.says(as(chen), '100')
    expect(phone.lastWords).toContain('1 到 90')
    await phone.says(as(chen), '两天')
    expect(phone.lastWords).toContain('1 到 90')
    await phone.says(as(chen), '4')
    expect(await ownTerms(app.db)).toEqual(new Map([['accept', 4]]))
  })

  test('the working days are one press away', async () => {
    await phone.says(as(chen), '/terms')
    await phone.presses(as(chen), '工作日')
    expect(phone.lastWords).toContain('平常周一到周五上班')
  })

  test('for outsiders there is no such command, and no such button', async () => {
    await phone.says(as(chen), '/terms')
    for (const outsider of [yang, zhang]) {
      await phone.says(as(outsider), '/terms')
      expect(phone.lastWords).toContain('没有这个命令')
      await phone.hears(phone.press(as(outsider), phone.dataOf('受理：2 个工作日')))
      expect(phone.toasts.at(-1)).toContain('没有这个单位')
      await phone.says(as(outsider), '9')
    }
    await phone.hears(phone.press(as(chen), 'term:lunch'))
    expect(phone.toasts.at(-1)).toContain('没有这一项期限')
    expect(await app.db.caseTerm.count()).toBe(0)
  })
})
