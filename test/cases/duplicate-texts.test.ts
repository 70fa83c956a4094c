import { expect, test } from 'vitest'
import type { Case, Relation } from '../../src/cases/case.ts'
import { plainNews } from '../../src/cases/case-texts.ts'
import { duplicateActions, duplicatesMessage } from '../../src/cases/duplicates/duplicate-texts.ts'
import type { Duplicates, LikelyCase } from '../../src/cases/duplicates/likely-duplicates.ts'
import { loadTexts, type T } from '../../src/lib/i18n.ts'
import { spoken } from '../support/spoken.ts'

const at = new Date('2026-03-02T00:00:00Z')
const timeZone = 'Asia/Shanghai'
const intake = new Set<Relation>(['intake'])

function numbered(id: number, number: string, more: Partial<Case> = {}): Case {
  return {
    id,
    number,
    kind: 'water',
    urgency: 'usual',
    privacy: 'named',
    wayIn: 'self',
    state: 'filed',
    unitId: 3,
    handlingUnitId: 3,
    reporterMark: '',
    alias: '7K2',
    filedById: undefined,
    intakeId: undefined,
    leadId: undefined,
    handlerId: undefined,
    aboutId: undefined,
    joinedToId: undefined,
    outcome: undefined,
    score: undefined,
    disputes: 0,
    reopened: 0,
    dueAt: at,
    filedAt: at,
    answeredAt: undefined,
    closedAt: undefined,
    ...more,
  }
}

const one = numbered(1, '482-037')
const likely = (more: Partial<LikelyCase>): LikelyCase => ({
  one: numbered(2, '113-904', { state: 'working' }),
  are: intake,
  shared: ['水管漏', '结冰'],
  metres: 123,
  likeness: 0.7,
  text: '水管 <漏> 了三天，路上都结冰了',
  join: { caseId: 1, toId: 2 },
  ...more,
})
const nothing: Duplicates = { one, main: undefined, joined: [], likely: [] }
const showing = (more: Partial<Duplicates>) => (t: T) =>
  duplicatesMessage(t, { ...nothing, ...more }, timeZone)

test.each<[string, (t: T) => ReturnType<typeof duplicatesMessage> | string]>([
  ['nothing like it', showing({})],
  [
    'two that may be the same: to go along with, and to take along',
    showing({
      likely: [
        likely({}),
        likely({
          one: numbered(3, '720-551'),
          shared: [],
          text: '长'.repeat(200),
          join: { caseId: 3, toId: 1 },
        }),
      ],
    }),
  ],
  [
    'for who may not join, near in words alone',
    showing({ likely: [likely({ join: undefined, metres: undefined })] }),
  ],
  ['going along', showing({ main: { one: numbered(2, '113-904'), canUnjoin: true } })],
  [
    'with others that go along',
    showing({
      joined: [
        { one: numbered(4, '555-018'), canUnjoin: true },
        { one: numbered(5, '901-226'), canUnjoin: false },
      ],
    }),
  ],
  [
    'what reporters and those who work on it hear',
    (t) =>
      ['joined', 'quiet', 'own', 'apart', 'more', 'elsewhere', 'yours-again']
        .map((news) =>
          plainNews(`duplicate-news-${news}`, {}, t('duplicate-next', { day: '2026-03-09' }))(t, one),
        )
        .map(({ html }) => html)
        .join('\n\n'),
  ],
  [
    'refusals',
    (t) =>
      ['same', 'unlike', 'over', 'joined-before', 'has-others']
        .map((why) => t(`duplicate-${why}`))
        .join('\n'),
  ],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())

test('under the card there is a button where there is something to see, for who works on it alone', () => {
  const t = loadTexts().in('zh-CN')
  const labels = (are: ReadonlySet<Relation>, facts: Duplicates | undefined) =>
    duplicateActions(t, one, are, facts).map(({ text }) => text)
  const main = { one: numbered(2, '113-904'), canUnjoin: true }
  expect(labels(intake, nothing)).toEqual([])
  expect(labels(intake, undefined)).toEqual([])
  expect(labels(intake, { ...nothing, likely: [likely({})], joined: [main] })).toEqual(['像是同一件（1）'])
  expect(labels(intake, { ...nothing, main })).toEqual(['一起办的（1）'])
  for (const are of ['reporter', 'filer', 'party'] as const)
    expect(labels(new Set([are]), { ...nothing, likely: [likely({})] })).toEqual([])
})
