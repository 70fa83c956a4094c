import {
  type Button,
  type Confidential,
  confidential,
  type Public,
  publicMessage,
} from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { localTime } from '../../lib/local-time.ts'
import { shorten } from '../../lib/shorten.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { practiceMissed } from '../practice-buttons.ts'
import { optionsOf, type QuestionContent } from '../question.ts'
import type { EndReason, EveningPlan, SkipReason } from './evening.ts'
import { eveningJoin, eveningOwn } from './evening-buttons.ts'
import { type Counted, hardest, type OwnResult, type QuestionResult } from './evening-results.ts'

const longestStem = 120
const longestExplanation = 300
/** So many missed questions are shown with what is right; the others come in practice. */
const shownMissed = 5

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${shorten(text, longest - 1)}…`

/** 19:30 */
export const clockTime = (at: Date, timeZone: string): string => localTime(at, timeZone).slice(-5)

export interface AnnouncementView extends Pick<EveningPlan, 'count' | 'secondsEach' | 'isRanked'> {
  eveningId: number
  startsAt: Date
  timeZone: string
  /** The time it was for, when that is past. */
  lateFor: Date | undefined
  guests: number
}

/** To the group, before it begins, with how many want to take part. */
export function announcement(t: T, view: AnnouncementView): Public {
  const { eveningId, startsAt, timeZone, lateFor, guests, count, secondsEach } = view
  const lines = [
    `<b>${t('quiz-announced')}</b>`,
    ...(lateFor ? [`<i>${t('quiz-announced-late', { at: momentInWords(t, lateFor, timeZone) })}</i>`] : []),
    t('quiz-announced-what', { count, seconds: secondsEach, at: clockTime(startsAt, timeZone) }),
    t(view.isRanked ? 'quiz-announced-ranked' : 'quiz-announced-unranked'),
    ...(guests > 0 ? [t('quiz-guests', { guests })] : []),
  ]
  const join = { text: t('quiz-join'), data: eveningJoin.data({ evening: eveningId }) }
  return publicMessage(lines.join('\n'), { buttons: [[join]] })
}

/** The first question comes in a moment. */
export const begunMessage = (
  t: T,
  { count, secondsEach }: Pick<EveningPlan, 'count' | 'secondsEach'>,
): Public => publicMessage(t('quiz-begun', { count, seconds: secondsEach }))

export const skippedMessage = (t: T, place: number, why: Exclude<SkipReason, 'end'>): Public =>
  publicMessage(t(`quiz-skipped-${why}`, { number: place + 1 }))

/** It ends before its last question; before the first one it is called off, and the reason is the host's to know. */
export const endedMessage = (t: T, why: EndReason, hasBegun: boolean): Public =>
  publicMessage(t(hasBegun ? `quiz-ended-${why}` : 'quiz-called-off'))

/** The words of the right options. */
function rightInWords(t: T, question: Pick<QuestionContent, 'kind' | 'options' | 'right'>): string {
  const options = optionsOf(t, question)
  return question.right.map((place) => options[place] ?? '').join(t('quiz-semicolon'))
}

function hardestLines(t: T, questions: readonly Counted[], results: readonly QuestionResult[]): string[] {
  const worst = hardest(results)
  const asked = questions.find(({ place }) => place === worst?.place)
  if (!worst || !asked) return [t('quiz-result-all-right')]
  const { stem, explanation } = asked.question
  return [
    t('quiz-result-hardest', { number: worst.place + 1, stem: escapeHtml(cut(stem, longestStem)) }),
    t('quiz-result-right', { right: escapeHtml(rightInWords(t, asked.question)) }),
    ...(explanation === '' ? [] : [escapeHtml(cut(explanation, longestExplanation))]),
  ]
}

/** 1分23秒 */
function tookInWords(t: T, ms: number): string {
  const all = Math.round(ms / 1000)
  const [minutes, seconds] = [Math.floor(all / 60), all % 60]
  return minutes > 0 ? t('quiz-took', { minutes, seconds }) : t('quiz-took-seconds', { seconds })
}

export interface BestView {
  name: string
  right: number
  tookMs: number
}

/** Only where the host wanted it: the best, and how their time is measured. */
function bestLines(t: T, best: readonly BestView[]): string[] {
  if (best.length === 0) return []
  const line = ({ name, right, tookMs }: BestView, at: number) =>
    t('quiz-best-line', {
      rank: at + 1,
      name: escapeHtml(cut(name, 20)),
      right,
      took: tookInWords(t, tookMs),
    })
  return [
    '',
    `<b>${t('quiz-best', { count: best.length })}</b>`,
    ...best.map(line),
    `<i>${t('quiz-best-note')}</i>`,
  ]
}

export interface ResultView {
  eveningId: number
  /** How many answered anything. */
  took: number
  questions: readonly Counted[]
  results: readonly QuestionResult[]
  best: readonly BestView[]
}

/** To the group: counts, no names but where a list of the best was wanted. */
export function groupResult(t: T, { eveningId, took, questions, results, best }: ResultView): Public {
  const head = `<b>${t('quiz-result')}</b>`
  if (questions.length === 0) return publicMessage(`${head}\n${t('quiz-result-nothing')}`)
  if (took === 0) return publicMessage(`${head}\n${t('quiz-result-nobody')}`)
  const line = (one: QuestionResult) =>
    t(one.answered > 0 ? 'quiz-result-line' : 'quiz-result-line-none', {
      number: one.place + 1,
      right: one.right,
      answered: one.answered,
    })
  const lines = [
    head,
    t('quiz-result-took', { took }),
    ...results.map(line),
    '',
    ...hardestLines(t, questions, results),
    ...bestLines(t, best),
  ]
  const own = { text: t('quiz-own-open'), data: eveningOwn.data({ evening: eveningId }) }
  return publicMessage(lines.join('\n'), { buttons: [[own]] })
}

function missedLines(t: T, questions: readonly Counted[], missed: readonly number[]): string[] {
  const shown = questions.filter(({ place }) => missed.includes(place)).slice(0, shownMissed)
  const more = missed.length - shown.length
  return [
    ...shown.flatMap(({ place, question }) => [
      '',
      t('quiz-own-missed', { number: place + 1, stem: escapeHtml(cut(question.stem, longestStem)) }),
      t('quiz-result-right', { right: escapeHtml(cut(rightInWords(t, question), longestExplanation)) }),
    ]),
    ...(more > 0 ? ['', t('quiz-own-more', { more })] : []),
  ]
}

/** To one person: theirs, and the way to practise what they missed. */
export function ownMessage(
  t: T,
  { eveningId, questions, own }: { eveningId: number; questions: readonly Counted[]; own: OwnResult },
): Confidential {
  const { right, of, missed } = own
  const head = `<b>${t('quiz-own', { right, of })}</b>`
  if (missed.length === 0) return confidential(`${head}\n${t('quiz-own-all-right')}`)
  const practise: Button = { text: t('quiz-own-practise'), data: practiceMissed.data({ evening: eveningId }) }
  return confidential([head, ...missedLines(t, questions, missed)].join('\n'), { buttons: [[practise]] })
}
