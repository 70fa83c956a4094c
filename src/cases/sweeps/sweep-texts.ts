import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Rule } from '../../lib/schedule.ts'
import { firstWords } from '../../lib/shorten.ts'
import { momentInWords, ruleInWords } from '../../schedules/schedule-texts.ts'
import { type Sweep, type SweepCounts, type SweepWord, usualQuestions } from './sweep.ts'
import { sweepMissing, sweepOpen, sweepSay } from './sweep-buttons.ts'

/** A usual question in the language of who reads it; own words as they were written. */
export function questionInWords(t: T, question: string): string {
  const usual = usualQuestions.find((id) => id === question)
  return usual ? t(`sweep-usual-${usual}`) : question
}

interface Head {
  unit: string
  question: string
}

const head = (t: T, { unit, question }: Head): string[] => [
  `<b>${t('sweep-head', { unit: escapeHtml(unit) })}</b>`,
  escapeHtml(questionInWords(t, question)),
]

interface UnitAsked {
  askedId: number
  unit: string
  word: SweepWord | undefined
}

export interface QuestionView extends Head {
  /** The time it is for. */
  at: Date
  until: Date
  timeZone: string
  /** Asked in the place of the officer. */
  isDeputy: boolean
  late: boolean
  units: readonly UnitAsked[]
}

function say(t: T, word: SweepWord, key: string, { askedId, unit }: UnitAsked, isOnly: boolean): Button {
  const text = isOnly ? t(key) : t(`${key}-of`, { unit })
  return { text, data: sweepSay.data({ asked: askedId, word }) }
}

/** Two buttons, as long as nothing was said; after "nothing" one, for what comes to mind afterwards. */
function buttonsOf(t: T, one: UnitAsked, isOnly: boolean): Button[] {
  if (one.word === 'something') return []
  if (one.word === 'nothing') return [say(t, 'something', 'sweep-after-all', one, isOnly)]
  return [
    say(t, 'nothing', 'sweep-nothing', one, isOnly),
    say(t, 'something', 'sweep-something', one, isOnly),
  ]
}

/** The question to one person, with what they have said by now. There is nothing to type. */
export function questionMessage(t: T, view: QuestionView): Confidential {
  const { units, timeZone } = view
  const said = units.filter(({ word }) => word)
  const isOpen = said.length < units.length
  const lines = [
    ...head(t, view),
    view.late ? `<i>${t('sweep-late', { at: momentInWords(t, view.at, timeZone) })}</i>` : '',
    view.isDeputy && isOpen ? t('sweep-instead') : '',
    isOpen ? t('sweep-until', { at: momentInWords(t, view.until, timeZone) }) : '',
    ...said.map(({ unit, word }) => t(`sweep-said-${word}`, { unit: escapeHtml(unit) })),
  ]
  const buttons = units.map((one) => buttonsOf(t, one, units.length === 1)).filter((row) => row.length > 0)
  return confidential(lines.filter(Boolean).join('\n'), { buttons })
}

export interface ProgressView extends Head {
  roundId: number
  at: Date
  until: Date
  timeZone: string
  counts: SweepCounts
}

/** How far a round is: counts alone. */
function progressLines(t: T, view: ProgressView): string[] {
  const { nothing, something, missing, late } = view.counts
  const at = momentInWords(t, view.at, view.timeZone)
  if (nothing + something + missing === 0) return [t('sweep-nobody-asked', { at })]
  const until = momentInWords(t, view.until, view.timeZone)
  const key = missing > 0 ? 'sweep-counts' : 'sweep-all-in'
  return [
    t('sweep-asked', { at, until }),
    t(key, { nothing, something, missing }),
    ...(late > 0 ? [t('sweep-late-ones', { late })] : []),
  ]
}

/** The way to where nothing was said. */
function missingButtons(t: T, { counts, roundId }: ProgressView): Button[][] {
  const see = { text: t('sweep-see-missing'), data: sweepMissing.data({ round: roundId }) }
  return counts.missing > 0 ? [[see]] : []
}

/** What the author of a sweep is told, and told again as answers come in. */
export const progressMessage = (t: T, view: ProgressView): Confidential =>
  confidential([...head(t, view), ...progressLines(t, view)].join('\n'), {
    buttons: missingButtons(t, view),
  })

/** Where somebody is to look, for who leads there: places, not people. */
export function missingMessage(t: T, view: Head, units: readonly string[]): Confidential {
  const list = units.map((unit) => `· ${escapeHtml(unit)}`)
  const what = units.length > 0 ? [t('sweep-missing-list'), ...list] : [t('sweep-missing-none')]
  return confidential([...head(t, view), ...what].join('\n'))
}

const longestOnButton = 17

/** A short name for lists. */
function sweepTitle(t: T, { question }: Pick<Sweep, 'question'>, unit: string): string {
  const words = questionInWords(t, question)
  return t('sweep-title', { unit, question: firstWords(words, longestOnButton) })
}

export function sweepList(t: T, sweeps: readonly { sweep: Sweep; unit: string }[]): Confidential {
  const buttons = sweeps.map(({ sweep, unit }) => [
    { text: sweepTitle(t, sweep, unit), data: sweepOpen.data({ sweep: sweep.id }) },
  ])
  return confidential(t(sweeps.length > 0 ? 'sweeps-list' : 'sweeps-none'), { buttons })
}

/** One sweep: when it is asked, and how its last round stands. */
export function sweepCard(
  t: T,
  view: Head,
  { schedule, last }: { schedule: string; last: ProgressView | undefined },
  buttons: Button[][],
): Confidential {
  const lines = [...head(t, view), schedule, ...(last ? progressLines(t, last) : [])]
  return confidential(lines.join('\n'), {
    buttons: [...buttons, ...(last ? missingButtons(t, last) : [])],
  })
}

/** Before it is saved: whom it reaches, and when. */
export function confirmSweep(
  t: T,
  { unit, officers, units }: { unit: string; officers: number; units: number },
  when: { rule: Rule | undefined; times: readonly Date[]; timeZone: string },
): Confidential {
  const reach = t(officers > 0 ? 'sweep-confirm' : 'sweep-confirm-nobody', {
    unit: escapeHtml(unit),
    officers,
    units,
  })
  const times = when.times.map((at) => `· ${momentInWords(t, at, when.timeZone)}`)
  const rule = when.rule
    ? t('sweep-confirm-rule', { rule: ruleInWords(t, when.rule) })
    : t('sweep-confirm-now')
  return confidential([reach, rule, ...times].join('\n'))
}
