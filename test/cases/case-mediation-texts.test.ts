import { describe, expect, test } from 'vitest'
import type { Case, Relation } from '../../src/cases/case.ts'
import {
  agreedMessage,
  agreementMessage,
  consentMessage,
  lookMessage,
  promiseMessage,
  spokenMessage,
} from '../../src/cases/mediation/agreement-texts.ts'
import {
  asMediatorMessage,
  fromMediatorMessage,
  fromPartyMessage,
  joinedMessage,
  linkOffer,
  linkReady,
  linkWords,
  mediatorMessage,
  notedMessage,
  notedWithoutCase,
  otherMediatorMessage,
  sentFileMessage,
} from '../../src/cases/mediation/case-mediation-texts.ts'
import {
  mediationActions,
  mediationMessage,
  partyCard,
  reporterMediation,
} from '../../src/cases/mediation/mediation-card-texts.ts'
import type { MediationFacts, SideFacts } from '../../src/cases/mediation/mediation-facts.ts'
import { meetingMessage, reminderMessage } from '../../src/cases/mediation/meeting-texts.ts'
import { loadTexts } from '../../src/lib/i18n.ts'
import { spoken } from '../support/spoken.ts'

const timeZone = 'Asia/Shanghai'
const at = new Date('2026-03-04T07:00:00Z')
const one: Case = {
  id: 7,
  number: '482-037',
  kind: 'neighbours',
  urgency: 'usual',
  privacy: 'named',
  wayIn: 'self',
  state: 'working',
  unitId: 3,
  handlingUnitId: 3,
  reporterMark: 'm',
  alias: '7K2',
  filedById: undefined,
  intakeId: 1,
  leadId: 2,
  handlerId: 3,
  aboutId: undefined,
  joinedToId: undefined,
  outcome: undefined,
  score: undefined,
  disputes: 0,
  reopened: 0,
  dueAt: undefined,
  filedAt: at,
  answeredAt: undefined,
  closedAt: undefined,
}
const when = { at, place: '村<委>会', timeZone }
const meeting = { id: 1, caseId: 7, at, place: '村<委>会', cancelledAt: undefined, reminded: 0 }
const written = {
  text: '一人让一步 <b>。',
  version: 'v',
  hasReporter: true,
  hasParty: false,
  isAgreed: false,
}

const facts: MediationFacts = {
  asked: undefined,
  mediator: { name: '孙<和>', isYou: true, isActive: true },
  party: { id: 4, name: '李<四>', alias: 'A3C', hasChat: true, files: 0 },
  reporterHasChat: true,
  isAwaited: false,
  meeting,
  agreement: written,
  timeZone,
}
const side: SideFacts = {
  unit: '和平村 · 一组',
  mediator: '孙<和>',
  meeting,
  agreement: { text: written.text, version: 'v', isMine: false, isAgreed: false, isOpen: true },
  nextAt: new Date('2026-03-09T16:00:00Z'),
  files: 0,
  timeZone,
}
const words = { text: '他<先>动的手', places: [{ latitude: 36.5, longitude: 101.7 }] }
const voice = { kind: 'voice', fileId: 'v1' } as const
const as = (...relations: Relation[]) => new Set(relations)

describe('what is said in a quarrel', () => {
  test.each<[string, Parameters<typeof spoken>[0]]>([
    [
      'somebody is asked to mediate',
      (t) => asMediatorMessage({ unit: '和平村', from: '张<三>', party: undefined })(t, one),
    ],
    [
      'somebody is asked when the other side is there',
      (t) => asMediatorMessage({ unit: '和平村', from: '来信人-7K2', party: '李<四>' })(t, one),
    ],
    ['another one does it', (t) => otherMediatorMessage(t, one)],
    [
      'both sides hear who mediates',
      (t) => mediatorMessage({ mediator: '孙<和>', at: new Date('2026-03-09T16:00:00Z'), timeZone })(t, one),
    ],
    ['a link is ready', (t) => linkReady(t, one, '2026-03-09')],
    [
      'the words to hand on',
      (t) => linkWords(t, one, { mediator: '孙<和>', unit: '和平村', link: 'https://t.me/b?start=party-x' }),
    ],
    ['what the link leads to', (t) => linkOffer(t, one, { unit: '和平村', mediator: '孙<和>', token: 'x' })],
    ['the other side has come', (t) => joinedMessage('李<四>')(t, one)],
    ['the other side speaks', (t) => fromPartyMessage('李<四>', words)(t, one)],
    ['the mediator speaks to the other side', (t) => fromMediatorMessage(words)(t, one)],
    [
      'the other side sends a voice',
      (t) => sentFileMessage('mediation-file-from-party', voice, '李<四>')(t, one),
    ],
    ['the mediator sends a voice', (t) => sentFileMessage('mediation-file-from-mediator', voice)(t, one)],
    ['a meeting', (t) => meetingMessage('meeting-set', when)(t, one)],
    ['a meeting moved', (t) => meetingMessage('meeting-moved', when)(t, one)],
    ['a meeting cancelled', (t) => meetingMessage('meeting-cancelled', when)(t, one)],
    ['the evening before', (t) => reminderMessage({ ...when, isToday: false, isLast: false })(t, one)],
    [
      'the evening before an early one',
      (t) => reminderMessage({ ...when, isToday: false, isLast: true })(t, one),
    ],
    ['two hours before', (t) => reminderMessage({ ...when, isToday: true, isLast: false })(t, one)],
    ['an agreement', (t) => agreementMessage({ text: written.text, version: 'v' })(t, one)],
    ['its reading aloud', (t) => spokenMessage({ spokenFileId: 'v1', version: 'v' })(t, one)],
    ['the reporter agrees', (t) => consentMessage('reporter', 'agree')(t, one)],
    ['the other side does not yet', (t) => consentMessage('party', 'not-yet')(t, one)],
    ['both agree', (t) => agreedMessage(t, one)],
    ['is it kept', (t) => promiseMessage({ days: 7, passed: 9 })(t, one)],
    ['silence', (t) => lookMessage({ days: 30, passed: 37, whom: 'both', name: '' })(t, one)],
    [
      'the other side has no phone',
      (t) => lookMessage({ days: 30, passed: 30, whom: 'party', name: '李<四>' })(t, one),
    ],
    [
      'the reporter has no phone',
      (t) => lookMessage({ days: 30, passed: 30, whom: 'reporter', name: '' })(t, one),
    ],
    ['it was noted', (t) => notedMessage(t, one, 'mediation-broken-noted')],
    ['it was given back', (t) => notedWithoutCase(t, 'mediation-declined-noted')],
  ])('%s', (_what, say) => {
    expect(spoken(say)).toMatchSnapshot()
  })
})

describe('the card of the other side', () => {
  test.each<[string, Case['state'], SideFacts]>([
    ['while it is mediated', 'working', side],
    ['when they have agreed', 'working', { ...side, agreement: { ...openAgreement(), isMine: true } }],
    ['at the beginning', 'working', { ...side, agreement: undefined, meeting: undefined }],
    ['when both have agreed', 'handled', { ...side, nextAt: undefined, agreement: agreedText() }],
    ['when it ended otherwise', 'closed', { ...side, agreement: undefined, nextAt: undefined }],
    ['when it was handed on', 'filed', { ...side, agreement: undefined, mediator: undefined }],
  ])('%s', (_what, state, view) => {
    expect(spoken((t) => partyCard(t, { ...one, state }, view))).toMatchSnapshot()
  })
})

function openAgreement(): NonNullable<SideFacts['agreement']> {
  return { text: written.text, version: 'v', isMine: false, isAgreed: false, isOpen: true }
}
function agreedText(): NonNullable<SideFacts['agreement']> {
  return { ...openAgreement(), isMine: true, isAgreed: true, isOpen: false }
}

test('how far it is, for who told it', () => {
  expect(spoken((t) => reporterMediation(t, one, side))).toMatchSnapshot()
})

describe('how far it is, for who works on it', () => {
  test.each<[string, Set<Relation>, Partial<MediationFacts>]>([
    ['the mediator', as('handler'), {}],
    [
      'the mediator, before anybody came',
      as('handler'),
      { party: undefined, isAwaited: true, meeting: undefined, agreement: undefined },
    ],
    [
      'the mediator of one without a phone',
      as('handler'),
      { party: { id: 4, name: '马老汉', alias: 'A3C', hasChat: false, files: 0 } },
    ],
    ['the lead', as('lead', 'leader'), { mediator: { name: '孙<和>', isYou: false, isActive: true } }],
    [
      'the lead, while somebody is asked',
      as('lead', 'leader'),
      { mediator: undefined, asked: '孙<和>', party: undefined, meeting: undefined, agreement: undefined },
    ],
  ])('%s', (_who, are, more) => {
    expect(spoken((t) => mediationMessage(t, one, are, { ...facts, ...more }))).toMatchSnapshot()
  })
})

describe('the buttons on the card of a case', () => {
  const t = loadTexts().in('zh-CN')
  const none = { ...facts, mediator: undefined, party: undefined, meeting: undefined, agreement: undefined }
  const labels = (more: Partial<Case>, are: Set<Relation>, of: MediationFacts) =>
    mediationActions(t, { ...one, ...more }, are, of).map(({ text }) => text)

  test('are those of the step that it is at', () => {
    expect(labels({}, as('lead'), none)).toEqual(['请人调解'])
    expect(labels({}, as('lead'), { ...none, asked: '孙和' })).toEqual(['换人调解'])
    const begun = { ...facts, party: undefined, meeting: undefined, agreement: undefined }
    expect(labels({}, as('handler'), begun)).toEqual([
      '请另一边来',
      '另一边没有手机',
      '约个时间见面',
      '调解到哪了',
    ])
    expect(labels({}, as('handler'), facts)).toEqual(['回话给另一边', '另一边的话', '重写协议', '调解到哪了'])
    expect(
      labels({ state: 'handled' }, as('handler'), {
        ...facts,
        mediator: { name: '孙', isYou: true, isActive: false },
      }),
    ).toEqual(['调解到哪了'])
  })

  test('are none for who may do nothing about it', () => {
    for (const state of ['filed', 'declined', 'handled', 'closed', 'withdrawn', 'redirected'] as const)
      expect(labels({ state }, as('lead', 'intake', 'leader'), none)).toEqual([])
    expect(labels({ joinedToId: 3 }, as('lead'), none)).toEqual([])
    expect(labels({}, as('outsider'), none)).toEqual([])
    expect(labels({}, as('filer'), facts)).toEqual([])
    expect(labels({}, as('reporter'), none)).toEqual([])
    expect(labels({}, as('reporter'), facts)).toEqual(['调解到哪了'])
    expect(labels({}, as('party'), facts)).toEqual([])
  })
})
