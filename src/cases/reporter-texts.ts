import { type Button, type Confidential, confidential } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { firstWords } from '../lib/shorten.ts'
import {
  type Case,
  type CaseStep,
  type DeclineReason,
  isOpen,
  type Outcome,
  type PauseReason,
  type Relation,
  stepsFor,
} from './case.ts'
import { caseOpen, casePush, caseRate, caseSay, caseThread } from './case-buttons.ts'
import {
  caseHead,
  type Deadline,
  deadlineInWords,
  filesButton,
  inPairs,
  message,
  openButton,
  stateLine,
  stepButton,
} from './case-texts.ts'
import type { SayKind } from './entry.ts'
import { countsOf, type Told } from './told.ts'

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
