import { type Button, type Confidential, confidential } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { dayInWords, momentInWords } from '../schedules/schedule-texts.ts'
import type { Case, CaseState, CaseStep } from './case.ts'
import { caseFiles, caseOpen, caseStep } from './case-buttons.ts'
import type { Words } from './entry.ts'

/** 诉求 482-037 · 水: stands over everything that is said of a case, so that an answer to it finds its case. */
export function caseHead(t: T, { number, kind }: Pick<Case, 'number' | 'kind'>): string {
  return `<b>${t('case-head', { number, kind: t(`case-kind-${kind}`) })}</b>`
}

export function message(t: T, one: Case, lines: readonly string[], buttons: Button[][] = []): Confidential {
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
export const stateLine = (t: T, state: string, deadline: Deadline): string =>
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

export const openButton = (t: T, { id }: Case): Button => ({
  text: t('case-see'),
  data: caseOpen.data({ case: id }),
})

/** So much of what was told is seen at a glance; the rest is behind a button. */
export const glance = 600

export const placesInWords = (t: T, places: Words['places']): string[] =>
  places.map(({ latitude, longitude }) => t('case-place', { at: `${latitude}, ${longitude}` }))

const mostPlaces = 10

/** A message has room for some; all of them stand in the thread. */
export const firstPlaces = (t: T, places: Words['places']): string[] => [
  ...placesInWords(t, places.slice(0, mostPlaces)),
  ...(places.length > mostPlaces ? ['…'] : []),
]

/** One line that says what became of it: withdrawn, opened again, gone up. */
export const plainNews =
  (key: string, args: Record<string, string | number> = {}, note = '') =>
  (t: T, one: Case): Confidential =>
    message(t, one, [escapeHtml(t(key, args)), escapeHtml(note)], [[openButton(t, one)]])

/** A state as those say it who do not have the last word: "waits for your word" is for the reporter alone. */
export const stateForStaff = (t: T, state: CaseState): string =>
  t(state === 'handled' ? 'case-state-asked' : `case-state-${state}`)

export function stepButton(t: T, { id }: Pick<Case, 'id'>, step: CaseStep): Button {
  return { text: t(`case-step-${step}`), data: caseStep.data({ case: id, step }) }
}

export const filesButton = (t: T, { id }: Case, count: number): Button => ({
  text: t('case-files', { count }),
  data: caseFiles.data({ case: id, page: 1 }),
})

/** Two buttons stand side by side when they are short. */
export const inPairs = (buttons: readonly Button[]): Button[][] => {
  const rows: Button[][] = []
  for (let n = 0; n < buttons.length; n += 2) rows.push(buttons.slice(n, n + 2))
  return rows
}
