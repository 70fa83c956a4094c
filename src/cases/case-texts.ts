import { type Button, type Confidential, confidential, type Media } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { dayInWords } from '../schedules/schedule-texts.ts'
import type { Case, CaseStep, DeclineReason, Outcome, PauseReason } from './case.ts'
import { caseFiles, caseOpen, casePush, caseRate, caseSay, caseStep, caseThread } from './case-buttons.ts'
import type { EventActor } from './case-event.ts'
import type { Entry, SayKind } from './entry.ts'
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
}

export function deadlineInWords(t: T, { at, timeZone, provisional = false }: Deadline): string {
  if (!at) return t('case-no-deadline')
  // It is over at 24:00: the last day is the one a moment before.
  const day = dayInWords(t, new Date(at.getTime() - 1), timeZone)
  return provisional ? t('case-day-provisional', { day }) : day
}

const openButton = (t: T, { id }: Case): Button => ({
  text: t('case-see'),
  data: caseOpen.data({ case: id }),
})

const firstWords = (text: string, longest = 600) =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text

// ───── to the reporter ─────

/** What was told so far, when it is taken up again. */
export const toldInWords = (t: T, told: Told): Confidential =>
  confidential(
    [t('report-told', countsOf(told)), escapeHtml(firstWords(told.texts.join('\n'), 1_000))].join('\n'),
  )

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

export const passedOnMessage =
  ({ unit, note }: { unit: string; note: string }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-passed-on', { unit: escapeHtml(unit) }), escapeHtml(note)],
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

/** Is it settled? One tap says how well, or that it is not. */
export const handledMessage =
  ({ outcome, note }: { outcome: Outcome; note: string }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        t('case-handled', { outcome: t(`case-outcome-${outcome}`) }),
        escapeHtml(note),
        t('case-is-it-settled'),
      ],
      rateButtons(t, one),
    )

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

export const answerMessage =
  (text: string, media?: Confidential['media']) =>
  (t: T, one: Case): Confidential => {
    const html = [
      caseHead(t, one),
      t('case-answer-for-you'),
      escapeHtml(text),
      `<i>${t('case-answer-this')}</i>`,
    ]
      .filter(Boolean)
      .join('\n')
    return confidential(html, { buttons: [[openButton(t, one)]], ...(media && { media }) })
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
        escapeHtml(firstWords(text)),
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
  /** There is another side: buttons name the one that they are for. */
  hasParty: boolean
  /** Words that somebody who works on it is to see once more: who filed it, who must not learn of it. */
  marks: readonly string[]
}

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
    t('case-state-line', { state: t(`case-state-${one.state}`), day: deadlineInWords(t, view.deadline) }),
    t('case-where-line', { unit: escapeHtml(view.unit), handling: escapeHtml(view.handlingUnit) }),
    t('case-from-line', { from: escapeHtml(view.from) }),
    ...view.marks,
    lead === undefined && handler === undefined
      ? ''
      : t('case-who-line', { lead: escapeHtml(lead ?? '—'), handler: escapeHtml(handler ?? '—') }),
    one.outcome === undefined ? '' : t('case-outcome-line', { outcome: t(`case-outcome-${one.outcome}`) }),
    '',
    escapeHtml(firstWords(view.text)),
    view.entries > 1 || view.files > 0
      ? t('case-more-line', { entries: view.entries, files: view.files })
      : '',
    last?.note
      ? t('case-last-line', {
          what: t(`case-event-${last.what}`),
          note: escapeHtml(firstWords(last.note, 200)),
        })
      : '',
  ]
  const talk: Button[] = [
    {
      text: t(view.hasParty ? 'case-say-answer-reporter' : 'case-say-answer'),
      data: caseSay.data({ case: one.id, kind: 'answer' }),
    },
    { text: t('case-say-note'), data: caseSay.data({ case: one.id, kind: 'note' }) },
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
  canPush: boolean
  steps: readonly CaseStep[]
}

/** A case for who told it. */
export function mineCard(t: T, one: Case, view: MineView, more: readonly Button[] = []): Confidential {
  const lines = [
    t('case-state-line', { state: t(`case-state-${one.state}`), day: deadlineInWords(t, view.deadline) }),
    view.handler === undefined
      ? t('case-mine-unit', { unit: escapeHtml(view.handlingUnit) })
      : t('case-mine-handler', { unit: escapeHtml(view.handlingUnit), handler: escapeHtml(view.handler) }),
    view.answer ? t('case-mine-answer', { text: escapeHtml(firstWords(view.answer, 1_000)) }) : '',
    one.state === 'handled' ? t('case-is-it-settled') : '',
  ]
  const isOver = ['declined', 'closed', 'withdrawn'].includes(one.state)
  const say: Button[] = isOver
    ? []
    : [{ text: t('case-say-told'), data: caseSay.data({ case: one.id, kind: 'told' }) }]
  const push: Button[] = view.canPush ? [{ text: t('case-push'), data: casePush.data({ case: one.id }) }] : []
  const thread: Button = { text: t('case-thread'), data: caseThread.data({ case: one.id, page: 1 }) }
  const steps = view.steps.map((step) => stepButton(t, one, step))
  const rate = one.state === 'handled' ? rateButtons(t, one) : []
  return message(t, one, lines, [...rate, ...inPairs([...say, ...push, thread, ...steps]), ...inPairs(more)])
}

/** It was passed on, or noted. */
export const caseSaid = (t: T, kind: SayKind, number: string): Confidential =>
  confidential(t(`case-said-${kind}`, { number }))

// ───── lists ─────

/** 482-037 水 办理中 3月9日 */
export function caseLine(t: T, one: Case, timeZone: string): string {
  const key = one.dueAt ? 'case-line-due' : 'case-line'
  return t(key, {
    number: one.number,
    kind: t(`case-kind-${one.kind}`),
    state: t(`case-state-${one.state}`),
    day: one.dueAt ? deadlineInWords(t, { at: one.dueAt, timeZone }) : '',
  })
}

export function caseList(
  t: T,
  { head, cases, timeZone }: { head: string; cases: readonly Case[]; timeZone: string },
  turning: readonly Button[],
): Confidential {
  const rows = cases.map((one): Button[] => [
    { text: caseLine(t, one, timeZone), data: caseOpen.data({ case: one.id }) },
  ])
  return confidential(head, { buttons: [...rows, ...(turning.length > 0 ? [[...turning]] : [])] })
}

/** One thing that was said, as it stands in the thread. */
export function entryInWords(t: T, { kind, words }: Entry, who: string, at: string): string {
  const places = words.places.map(({ latitude, longitude }) =>
    t('case-place', { at: `${latitude}, ${longitude}` }),
  )
  const head = t(`case-entry-${kind}`, { who: escapeHtml(who), at })
  return [`<b>${head}</b>`, escapeHtml(firstWords(words.text, 1_500)), ...places].filter(Boolean).join('\n')
}

/** A page of what was said. */
export function threadMessage(
  t: T,
  one: Case,
  said: readonly { entry: Entry; who: string; at: string }[],
  turning: readonly Button[],
): Confidential {
  const lines = said.map(({ entry, who, at }) => entryInWords(t, entry, who, at))
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
