import { type Button, type Confidential, confidential, type Media } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { localDate } from '../lib/local-time.ts'
import { inPieces } from '../lib/pieces.ts'
import { firstWords } from '../lib/shorten.ts'
import { dayInWords, momentInWords } from '../schedules/schedule-texts.ts'
import {
  type Case,
  type CaseState,
  type CaseStep,
  type DeclineReason,
  isOpen,
  type Outcome,
  type PauseReason,
  type Relation,
  stepsFor,
} from './case.ts'
import { caseFiles, caseOpen, casePush, caseRate, caseSay, caseStep, caseThread } from './case-buttons.ts'
import type { EventActor } from './case-event.ts'
import type { SayKind, Words } from './entry.ts'
import { isUnderWay, stateForParty } from './mediation/mediation.ts'
import { noteInWords } from './note-texts.ts'
import type { ThreadPart } from './thread.ts'
import { countsOf, type Told } from './told.ts'

/** 诉求 482-037 · 水: stands over everything that is said of a case, so that an answer to it finds its case. */
export function caseHead(t: T, { number, kind }: Pick<Case, 'number' | 'kind'>): string {
  return `<b>${t('case-head', { number, kind: t(`case-kind-${kind}`) })}</b>`
}

function message(t: T, one: Case, lines: readonly string[], buttons: Button[][] = []): Confidential {
  return confidential([caseHead(t, one), ...lines.filter(Boolean)].join('\n'), { buttons })
}

/** A deadline ends with its day: 2026-03-09 周一. */
export interface Deadline {
  at: Date | undefined
  timeZone: string
  provisional?: boolean
  /** Of a term in hours the moment counts: 2026-03-09 周一 10:30. */
  isMoment?: boolean
}

/** How it stands, and by when the next step is due; of what is over no step is due. */
const stateLine = (t: T, state: string, deadline: Deadline): string =>
  deadline.at
    ? t('case-state-line', { state, day: deadlineInWords(t, deadline) })
    : t('case-state-alone', { state })

export function deadlineInWords(t: T, deadline: Deadline): string {
  const { at, timeZone, provisional = false, isMoment = false } = deadline
  if (!at) return t('case-no-deadline')
  if (isMoment) return momentInWords(t, at, timeZone)
  // It is over at 24:00: the last day is the one a moment before.
  const day = dayInWords(t, new Date(at.getTime() - 1), timeZone)
  return provisional ? t('case-day-provisional', { day }) : day
}

const openButton = (t: T, { id }: Case): Button => ({
  text: t('case-see'),
  data: caseOpen.data({ case: id }),
})

/** So much of what was told is seen at a glance; the rest is behind a button. */
const glance = 600

const placesInWords = (t: T, places: Words['places']): string[] =>
  places.map(({ latitude, longitude }) => t('case-place', { at: `${latitude}, ${longitude}` }))

const mostPlaces = 10

/** A message has room for some; all of them stand in the thread. */
export const firstPlaces = (t: T, places: Words['places']): string[] => [
  ...placesInWords(t, places.slice(0, mostPlaces)),
  ...(places.length > mostPlaces ? ['…'] : []),
]

// ───── to the reporter ─────

/** 2 段话、1 张照片 */
export const countsInWords = (t: T, told: Told): string =>
  countsOf(told)
    .map(({ what, count }) => t(`report-count-${what}`, { count }))
    .join(t('list-comma'))

/** How much was told, and its words. */
export const toldInLines = (t: T, told: Told, longest = 1_000): string[] =>
  [
    t('report-told', { what: countsInWords(t, told) }),
    escapeHtml(firstWords(told.texts.join('\n'), longest)),
  ].filter(Boolean)

/** What was told so far, when it is taken up again. */
export const toldInWords = (t: T, told: Told): Confidential => confidential(toldInLines(t, told).join('\n'))

/** At once after telling: the number, who has it, by when the next word comes. */
export function filedMessage(
  t: T,
  one: Pick<Case, 'number' | 'kind' | 'id'>,
  { unit, holders, wordBy }: { unit: string; holders: string; wordBy: string },
): Confidential {
  const lines = [
    caseHead(t, one),
    t('case-filed'),
    t(holders === '' ? 'case-filed-unit' : 'case-filed-with', {
      unit: escapeHtml(unit),
      holders: escapeHtml(holders),
    }),
    t('case-filed-word', { at: wordBy }),
  ]
  return confidential(lines.join('\n'), {
    buttons: [[{ text: t('case-see'), data: caseOpen.data({ case: one.id }) }]],
  })
}

export const acceptedMessage =
  ({ unit, deadline }: { unit: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-accepted', { unit: escapeHtml(unit), day: deadlineInWords(t, deadline) })],
      [[openButton(t, one)]],
    )

export const assignedMessage =
  ({ handler, lead, deadline }: { handler: string; lead: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        t('case-assigned', {
          handler: escapeHtml(handler),
          lead: escapeHtml(lead),
          day: deadlineInWords(t, deadline),
        }),
      ],
      [[openButton(t, one)]],
    )

/** With `goesOn` for those to whom it was handed too often for a whole new term. */
export const passedOnMessage =
  ({ unit, note, goesOn }: { unit: string; note: string; goesOn?: Deadline | undefined }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        t('case-passed-on', { unit: escapeHtml(unit) }),
        escapeHtml(note),
        goesOn ? t('case-passed-around', { day: deadlineInWords(t, goesOn) }) : '',
      ],
      [[openButton(t, one)]],
    )

export const redirectedMessage =
  ({ whom, deadline }: { whom: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-redirected', { whom: escapeHtml(whom), day: deadlineInWords(t, deadline) })],
      [[openButton(t, one)]],
    )

export const declinedMessage =
  ({ reason, note }: { reason: DeclineReason; note: string }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-declined', { reason: t(`case-decline-${reason}`) }), escapeHtml(note)],
      [[stepButton(t, one, 'second-look')], [stepButton(t, one, 'appeal')]],
    )

export const pausedMessage =
  ({ reason, note, deadline }: { reason: PauseReason; note: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        t('case-paused', { reason: t(`case-pause-${reason}`), day: deadlineInWords(t, deadline) }),
        escapeHtml(note),
      ],
      [[openButton(t, one)]],
    )

/**
 * Is it settled? One tap says how well, or that it is not. Whoever told it for another can say for them that it is not; how well it
 * was settled is asked by somebody outside.
 */
export const handledMessage =
  ({ outcome, note }: { outcome: Outcome; note: string }) =>
  (t: T, one: Case, are: ReadonlySet<Relation>): Confidential => {
    const mayRate = stepsFor(one, are).includes('confirm')
    const notSettled = [[stepButton(t, one, 'dispute')], [openButton(t, one)]]
    return message(
      t,
      one,
      [
        t('case-handled', { outcome: t(`case-outcome-${outcome}`) }),
        escapeHtml(note),
        t(mayRate ? 'case-is-it-settled' : 'case-tell-them-handled'),
      ],
      mayRate ? rateButtons(t, one) : notSettled,
    )
  }

export function rateButtons(t: T, { id }: Case): Button[][] {
  const rate = (score: number): Button => ({
    text: t(`case-rate-${score}`),
    data: caseRate.data({ case: id, score }),
  })
  return [[rate(5), rate(4)], [rate(3), rate(2), rate(1)], [rate(0)]]
}

/** Thanks for the word; more can be said, by words or voice. */
export function ratedMessage(t: T, one: Case, score: number): Confidential {
  const more = { text: t('case-say-told'), data: caseSay.data({ case: one.id, kind: 'told' }) }
  return message(t, one, [t('case-rated', { score: t(`case-rate-${score}`) })], [[more]])
}

interface Answer {
  text: string
  media?: Media
  places?: Words['places']
}

const answerMessage =
  ({ text, media, places = [] }: Answer) =>
  (t: T, one: Case): Confidential => {
    const html = [
      caseHead(t, one),
      t('case-answer-for-you'),
      escapeHtml(text),
      ...firstPlaces(t, places),
      `<i>${t('case-answer-this')}</i>`,
    ]
      .filter(Boolean)
      .join('\n')
    const back = { text: t('case-answer-back'), data: caseSay.data({ case: one.id, kind: 'told' }) }
    return confidential(html, { buttons: [[back, openButton(t, one)]], ...(media && { media }) })
  }

/** Words under a file, and words alone, as long as a phone shows them in one message. */
const longestUnderFile = 700
const longestAlone = 3_000

/**
 * An answer in the order in which it was said: its words and places, with the first file when they fit under it, then each other
 * file by itself.
 */
export function answerMessages(
  { text, places }: Words,
  files: readonly Media[],
): ReturnType<typeof answerMessage>[] {
  const [media, ...others] = files
  const alone = (file: Media) => answerMessage({ text: '', media: file })
  if (media && places.length === 0 && text.length <= longestUnderFile)
    return [answerMessage({ text, media }), ...others.map(alone)]
  const [first = '', ...more] = inPieces(text, longestAlone)
  const words = [{ text: first, places }, ...more.map((piece) => ({ text: piece }))]
  return [...words.map(answerMessage), ...files.map(alone)]
}

/** One line that says what became of it: withdrawn, opened again, gone up. */
export const plainNews =
  (key: string, args: Record<string, string | number> = {}, note = '') =>
  (t: T, one: Case): Confidential =>
    message(t, one, [escapeHtml(t(key, args)), escapeHtml(note)], [[openButton(t, one)]])

// ───── to those who work on it ─────

/** A new one, for those who take in. */
export const newCaseMessage =
  ({ from, text, unit, deadline }: { from: string; text: string; unit: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        one.urgency === 'usual' ? '' : `<b>${t(`case-urgency-${one.urgency}`)}</b>`,
        t('case-new', { unit: escapeHtml(unit), from: escapeHtml(from) }),
        escapeHtml(firstWords(text, glance)),
        t('case-take-in-by', { day: deadlineInWords(t, deadline) }),
      ],
      [[openButton(t, one)]],
    )

/** What the reporter added, said again to those who have it. */
export const moreToldMessage =
  ({ from, text }: { from: string; text: string }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-more-told', { from: escapeHtml(from) }), escapeHtml(firstWords(text, 3_000))],
      [[openButton(t, one)]],
    )

export interface CardView {
  unit: string
  handlingUnit: string
  /** The name, or 来信人-7K2. */
  from: string
  lead: string | undefined
  handler: string | undefined
  deadline: Deadline
  steps: readonly CaseStep[]
  /** The first words of it, and how many entries there are. */
  text: string
  entries: number
  files: number
  last: { actor: EventActor; what: string; note: string | undefined } | undefined
  /** The reader works on it, rather than having told it for another alone. */
  isStaff: boolean
  /** There is another side: buttons name the one that they are for. */
  hasParty: boolean
  /** Words that somebody who works on it is to see once more: who filed it, who must not learn of it. */
  marks: readonly string[]
}

/** A state as those say it who do not have the last word: "waits for your word" is for the reporter alone. */
export const stateForStaff = (t: T, state: CaseState): string =>
  t(state === 'handled' ? 'case-state-asked' : `case-state-${state}`)

export function stepButton(t: T, { id }: Pick<Case, 'id'>, step: CaseStep): Button {
  return { text: t(`case-step-${step}`), data: caseStep.data({ case: id, step }) }
}

const filesButton = (t: T, { id }: Case, count: number): Button => ({
  text: t('case-files', { count }),
  data: caseFiles.data({ case: id, page: 1 }),
})

/** Two buttons stand side by side when they are short. */
const inPairs = (buttons: readonly Button[]): Button[][] => {
  const rows: Button[][] = []
  for (let n = 0; n < buttons.length; n += 2) rows.push(buttons.slice(n, n + 2))
  return rows
}

/** A case for who works on it, with the steps that they may take now. */
export function caseCard(t: T, one: Case, view: CardView, more: readonly Button[] = []): Confidential {
  const { lead, handler, last } = view
  const lines = [
    one.urgency === 'usual' ? '' : `<b>${t(`case-urgency-${one.urgency}`)}</b>`,
    stateLine(t, stateForStaff(t, one.state), view.deadline),
    t('case-where-line', { unit: escapeHtml(view.unit), handling: escapeHtml(view.handlingUnit) }),
    t('case-from-line', { from: escapeHtml(view.from) }),
    ...view.marks,
    lead === undefined && handler === undefined
      ? ''
      : t('case-who-line', { lead: escapeHtml(lead ?? '—'), handler: escapeHtml(handler ?? '—') }),
    one.outcome === undefined ? '' : t('case-outcome-line', { outcome: t(`case-outcome-${one.outcome}`) }),
    '',
    escapeHtml(firstWords(view.text, glance)),
    view.entries > 1 || view.text.length > glance ? t('case-more-line', { entries: view.entries }) : '',
    last?.note
      ? t('case-last-line', {
          what: t(`case-event-${last.what}`),
          note: escapeHtml(firstWords(noteInWords(t, { what: last.what, note: last.note }), 200)),
        })
      : '',
  ]
  const say = (kind: SayKind, key = `case-say-${kind}`): Button => ({
    text: t(key),
    data: caseSay.data({ case: one.id, kind }),
  })
  const talk: Button[] = [
    ...(view.isStaff
      ? [say('answer', view.hasParty ? 'case-say-answer-reporter' : 'case-say-answer'), say('note')]
      : [say('told')]),
    { text: t('case-thread'), data: caseThread.data({ case: one.id, page: 1 }) },
  ]
  if (view.files > 0) talk.push(filesButton(t, one, view.files))
  const steps = view.steps.map((step) => stepButton(t, one, step))
  return message(t, one, lines, [...inPairs(steps), ...inPairs(talk), ...inPairs(more)])
}

export interface MineView {
  handlingUnit: string
  handler: string | undefined
  deadline: Deadline
  /** The last answer, if any. */
  answer: string | undefined
  files: number
  canPush: boolean
  steps: readonly CaseStep[]
}

/** A case for who told it. */
export function mineCard(t: T, one: Case, view: MineView, more: readonly Button[] = []): Confidential {
  const lines = [
    stateLine(t, t(`case-state-${one.state}`), view.deadline),
    view.handler === undefined
      ? t('case-mine-unit', { unit: escapeHtml(view.handlingUnit) })
      : t('case-mine-handler', { unit: escapeHtml(view.handlingUnit), handler: escapeHtml(view.handler) }),
    view.answer ? t('case-mine-answer', { text: escapeHtml(firstWords(view.answer, 1_000)) }) : '',
    one.state === 'handled' ? t('case-is-it-settled') : '',
  ]
  const isOver = !isOpen(one)
  const say: Button[] = isOver
    ? []
    : [{ text: t('case-say-told'), data: caseSay.data({ case: one.id, kind: 'told' }) }]
  const push: Button[] = view.canPush ? [{ text: t('case-push'), data: casePush.data({ case: one.id }) }] : []
  const thread: Button = { text: t('case-thread'), data: caseThread.data({ case: one.id, page: 1 }) }
  const files = view.files > 0 ? [filesButton(t, one, view.files)] : []
  const steps = view.steps.map((step) => stepButton(t, one, step))
  const rate = one.state === 'handled' ? rateButtons(t, one) : []
  return message(t, one, lines, [
    ...rate,
    ...inPairs([...say, ...push, thread, ...files, ...steps]),
    ...inPairs(more),
  ])
}

/** It was passed on, or noted. */
export const caseSaid = (t: T, kind: SayKind, number: string): Confidential =>
  confidential(t(`case-said-${kind}`, { number }))

// ───── lists ─────

/** The next date on a line, if there is one. */
interface LineDate {
  at: Date | undefined
  timeZone: string
}

/** 482-037 水 · 正在办 · 3月9日前 */
export function caseLine(t: T, one: Case, next: LineDate): string {
  return lineInWords(t, one, { state: stateForStaff(t, one.state), ...next })
}

/** The same for who told it. */
function mineLine(t: T, one: Case, next: LineDate): string {
  return lineInWords(t, one, { state: t(`case-state-${one.state}`), ...next })
}

/** The same for the other party of a dispute, who waits for no more than a result. */
function partyLine(t: T, one: Case, { at, timeZone }: LineDate): string {
  const state = t(`case-party-${stateForParty(one, one.outcome === 'settled')}`)
  return lineInWords(t, one, { state, at: isUnderWay(one) ? at : undefined, timeZone })
}

/** The day with which a deadline ends, as short as a button of a small phone wants it. */
function lastDay(at: Date, timeZone: string): { month: number; day: number } {
  const [, month, day] = localDate(new Date(at.getTime() - 1), timeZone).split('-')
  return { month: Number(month), day: Number(day) }
}

function lineInWords(
  t: T,
  { number, kind: about }: Case,
  { state, at, timeZone }: LineDate & { state: string },
): string {
  const words = { number, kind: t(`case-kind-${about}`), state }
  return at ? t('case-line-due', { ...words, ...lastDay(at, timeZone) }) : t('case-line', words)
}

interface Listed {
  head: string
  cases: readonly Case[]
  /** When the next step of each is due. */
  nextAt: ReadonlyMap<number, Date>
  timeZone: string
  /** In which of these the reader is the other party. */
  asParty?: ReadonlySet<number>
  /** The others are what the reader told. */
  isMine?: boolean
}

export function caseList(
  t: T,
  { head, cases, nextAt, timeZone, asParty = new Set(), isMine = false }: Listed,
  turning: readonly Button[],
): Confidential {
  const line = isMine ? mineLine : caseLine
  const rows = cases.map((one): Button[] => [
    {
      text: (asParty.has(one.id) ? partyLine : line)(t, one, { at: nextAt.get(one.id), timeZone }),
      data: caseOpen.data({ case: one.id }),
    },
  ])
  return confidential(head, { buttons: [...rows, ...(turning.length > 0 ? [[...turning]] : [])] })
}

/** One thing that was said, or a piece of it, as it stands in the thread. */
function partInWords(t: T, { entry, isMore, who, at }: SaidPart): string {
  const { kind, words } = entry
  const head = t(`case-entry-${kind}`, { who: escapeHtml(who), at })
  const html = `<b>${isMore ? t('case-entry-goes-on', { head }) : head}</b>`
  return [html, escapeHtml(words.text), ...placesInWords(t, words.places)].filter(Boolean).join('\n')
}

interface SaidPart extends ThreadPart {
  who: string
  at: string
}

/** A page of what was said. */
export function threadMessage(
  t: T,
  one: Case,
  said: readonly SaidPart[],
  turning: readonly Button[],
): Confidential {
  const lines = said.map((part) => partInWords(t, part))
  return message(t, one, lines.length > 0 ? lines : [t('case-thread-empty')], [[...turning]])
}

/** One file of a case, with the way to the next ones. */
export function fileMessage(
  t: T,
  one: Case,
  file: { what: string; at: number; of: number; media: Media | undefined; more: string | undefined },
): Confidential {
  const { what, at, of, media, more } = file
  const html = `${caseHead(t, one)}\n${t('case-file-line', { what, at, of })}`
  const buttons = more === undefined ? [] : [[{ text: t('list-after'), data: more }]]
  return confidential(html, { buttons, ...(media && { media }) })
}

/** A file that was told did not reach us, or cannot be kept. */
export const fileLostMessage =
  (what: (t: T) => string) =>
  (t: T, one: Case): Confidential =>
    message(t, one, [t('case-file-lost', { what: what(t) })], [[openButton(t, one)]])
