import { DateTime } from 'luxon'
import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import type { T } from '../../lib/i18n.ts'
import type { Rule } from '../../lib/schedule.ts'
import { momentInWords, ruleInWords } from '../../schedules/schedule-texts.ts'
import { askedLines, choiceInWords, explainedLines, openLines, optionButtons } from '../asked-texts.ts'
import {
  practiceAnswer,
  practiceDone,
  practiceForget,
  practiceForgetSure,
  practiceMark,
  practiceMistakes,
  practiceMore,
  practiceNext,
  practiceQuiet,
  practiceRemind,
} from '../practice-buttons.ts'
import type { Learned } from './practice.ts'
import type { AnsweredView, AskedView, SummaryView } from './show-practice.ts'

/** Where the clock stands, and whether reminders come. */
export interface Around {
  now: Date
  timeZone: string
  isReminded: boolean
}

const head = (t: T, { number, total }: { number: number; total: number }) =>
  `<b>${t('practice-head', { number, total })}</b>`

/** What a button says of the question above it. */
const shownAt = ({ practiceId: practice, place, question: { version } }: AskedView) => ({
  practice,
  place,
  version,
})

function markButtons(t: T, view: AskedView): Button[][] {
  const { marked } = view
  const options = optionButtons(t, view, marked, (option) =>
    practiceMark.data({ ...shownAt(view), option, to: marked.includes(option) ? 0 : 1 }),
  )
  return [...options, [{ text: t('practice-done'), data: practiceDone.data(shownAt(view)) }]]
}

function answerButtons(t: T, view: AskedView): Button[][] {
  return optionButtons(t, view, [], (option) => practiceAnswer.data({ ...shownAt(view), option }))
}

/** A question with a button for each option. */
export function questionMessage(t: T, view: AskedView): Confidential {
  const isSeveral = view.question.kind === 'several'
  const lines = [
    ...(view.instead ? [`<i>${t(`practice-${view.instead}`)}</i>`] : []),
    head(t, view),
    ...openLines(t, view),
    ...(isSeveral ? [t('practice-mark-all')] : []),
  ]
  const buttons = isSeveral ? markButtons(t, view) : answerButtons(t, view)
  return confidential(lines.join('\n'), { buttons })
}

function verdict(t: T, view: AnsweredView): string {
  if (view.isRight) return t('practice-right')
  return t('practice-wrong', {
    chosen: choiceInWords(t, view, view.chosen),
    right: choiceInWords(t, view, view.question.right),
  })
}

/** The same message after the answer: right or not, what is right and why, and the way on. */
export function answeredMessage(t: T, view: AnsweredView): Confidential {
  const lines = [
    head(t, view),
    ...askedLines(t, view, view.question.right),
    '',
    verdict(t, view),
    ...(view.hasLeft ? [t('practice-left-notebook')] : []),
    ...explainedLines(t, view),
  ]
  const next = {
    text: t(view.isLast ? 'practice-see-summary' : 'practice-next'),
    data: practiceNext.data({ practice: view.practiceId }),
  }
  return confidential(lines.join('\n'), { buttons: [[next]] })
}

/** 今天 2 题，明天 1 题，3 月 9 日 2 题 */
function comingBack(t: T, { backAt }: SummaryView, { now, timeZone }: Around): string {
  const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).startOf('day')
  const today = dayOf(now)
  const counts = new Map<string, number>()
  for (const at of backAt.toSorted((a, b) => a.getTime() - b.getTime())) {
    const name = dayName(t, dayOf(at), today)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts]
    .map(([day, count]) => t('practice-back-on', { day, count }))
    .join(t('practice-semicolon'))
}

/** The year is said when it is not this one. */
function dayName(t: T, day: DateTime, today: DateTime): string {
  if (day <= today) return t('practice-today')
  if (day <= today.plus({ days: 1 })) return t('practice-tomorrow')
  const { year, month } = day
  const words = { month, day: day.day }
  return year === today.year ? t('practice-day', words) : t('practice-day-of-year', { ...words, year })
}

export const notebookButton = (t: T): Button => ({
  text: t('practice-mistakes'),
  data: practiceMistakes.data({ page: 1, words: '' }),
})

export const forgetButton = (t: T): Button => ({
  text: t('practice-forget'),
  data: practiceForget.data({}),
})

/** What goes and what stays: it is asked once. */
export function forgetQuestion(t: T, learned: Learned): Confidential {
  const sure = { text: t('practice-forget-sure'), data: practiceForgetSure.data({}) }
  return confidential(t('practice-forget-question', { ...learned }), {
    buttons: [[sure], [notebookButton(t)]],
  })
}

export const forgottenMessage = (t: T, learned: Learned): Confidential =>
  confidential(t('practice-forgotten', { ...learned }))

const quiet = (t: T): Button => ({ text: t('practice-quiet'), data: practiceQuiet.data({}) })

/** Reminders come only to who asked for them, and go by one tap. */
const reminders = (t: T, { isReminded }: Around): Button =>
  isReminded ? quiet(t) : { text: t('practice-remind'), data: practiceRemind.data({}) }

/** How it went, what comes back when, and what can be done now. */
export function summaryMessage(t: T, view: SummaryView, around: Around): Confidential {
  const { right, total } = view
  const lines =
    total === 0
      ? [t('practice-none')]
      : [t('practice-summary', { right, total }), t('practice-back', { days: comingBack(t, view, around) })]
  const on = { text: t(view.hasOther ? 'practice-go-on' : 'practice-more'), data: practiceMore.data({}) }
  const buttons = [[on, notebookButton(t)], [reminders(t, around)]]
  return confidential(lines.join('\n'), { buttons })
}

/** Nothing is due, and nothing new is there. */
export function nothingMessage(
  t: T,
  { nextAt, isHomeless }: { nextAt: Date | undefined; isHomeless: boolean },
  around: Around,
): Confidential {
  const at = nextAt && momentInWords(t, nextAt, around.timeZone)
  const why = at === undefined ? t('practice-nothing') : t('practice-nothing-yet', { at })
  const lines = [why, ...(isHomeless ? [t('practice-no-home')] : [])]
  const buttons = at === undefined ? [] : [[notebookButton(t)], [reminders(t, around)]]
  return confidential(lines.join('\n'), { buttons })
}

export function reminderMessage(
  t: T,
  { due, lateFor, timeZone }: { due: number; lateFor: Date | undefined; timeZone: string },
): Confidential {
  const at = lateFor && momentInWords(t, lateFor, timeZone)
  const lines = [
    ...(at ? [`<i>${t('quiz-announced-late', { at })}</i>`] : []),
    t('practice-reminder', { due }),
  ]
  const buttons = [[{ text: t('practice-begin'), data: practiceMore.data({}) }], [quiet(t)]]
  return confidential(lines.join('\n'), { buttons })
}

export function remindedMessage(t: T, rule: Rule, firstAt: Date, timeZone: string): Confidential {
  const words = { rule: ruleInWords(t, rule), at: momentInWords(t, firstAt, timeZone) }
  return confidential(t('practice-reminded', words), { buttons: [[quiet(t)]] })
}
