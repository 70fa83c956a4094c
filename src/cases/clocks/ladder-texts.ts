import {
  type Button,
  type Confidential,
  confidential,
  type Public,
  publicMessage,
} from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Case, Relation } from '../case.ts'
import { caseOpen, casePush, deskPage } from '../case-buttons.ts'
import { deadlineInWords, stateForStaff } from '../case-texts.ts'
import { caseLine } from '../list-texts.ts'
import { caseExtend, caseLift, caseSupervise } from './ladder-buttons.ts'
import type { Supervised } from './supervise-case.ts'
import { longestTitle, mayLift, maySupervise, shortestTitle } from './supervision.ts'

/** What the ladder knows of a case, for the buttons under it. */
export interface LadderFacts {
  canPush: boolean
  canExtend: boolean
  isSupervised: boolean
  /** It is they who listed it, as the list counts it. */
  isListers: boolean
}

/** The buttons of the ladder that somebody may press now. The reporter's own push stands on their card. */
export function ladderActions(
  t: T,
  one: Pick<Case, 'id' | 'state'>,
  are: ReadonlySet<Relation>,
  { canPush, canExtend, isSupervised, isListers }: LadderFacts,
): Button[] {
  const of = { case: one.id }
  const actions: Button[] = []
  if (are.has('filer') && canPush) actions.push({ text: t('case-push'), data: casePush.data(of) })
  if (are.has('lead') && canExtend) actions.push({ text: t('ladder-extend'), data: caseExtend.data(of) })
  if (!isSupervised && maySupervise(one, are))
    actions.push({ text: t('ladder-supervise'), data: caseSupervise.data(of) })
  if (isSupervised && mayLift(one, are, isListers))
    actions.push({ text: t('ladder-lift'), data: caseLift.data(of) })
  return actions
}

const openButton = (t: T, id: number): Button => ({ text: t('case-see'), data: caseOpen.data({ case: id }) })

export const pushedMessage = (t: T, { id, number }: Pick<Case, 'id' | 'number'>): Confidential =>
  confidential(t('ladder-pushed', { number }), { buttons: [[openButton(t, id)]] })

export const whyExtend = (t: T, days: number): Public => publicMessage(t('ladder-why-extend', { days }))

export const whichTitle = (t: T): Public =>
  publicMessage(t('ladder-which-title', { least: shortestTitle, most: longestTitle }))

export const whyLift = (t: T): Public => publicMessage(t('ladder-why-lift'))

export const extendedMessage = (t: T, day: string): Public => publicMessage(t('ladder-extended', { day }))

interface List {
  now: Date
  timeZone: string
}

/** 过期 · 和平村排水沟 · 正在办 · 3月9日 */
function lineOf(t: T, { one, supervision }: Supervised, { now, timeZone }: List): string {
  const isOverdue = one.dueAt !== undefined && one.dueAt <= now
  return t(isOverdue ? 'ladder-line-overdue' : 'ladder-line', {
    title: supervision.title,
    state: stateForStaff(t, one.state),
    day: deadlineInWords(t, { at: one.dueAt, timeZone }),
  })
}

/** A page of the supervised cases; on the buttons stand the titles, and nothing else of the case. */
export function supervisedList(
  t: T,
  count: number,
  shown: readonly Supervised[],
  list: List,
  turning: readonly Button[],
): Confidential {
  const rows = shown.map((supervised): Button[] => [
    { text: lineOf(t, supervised, list), data: caseOpen.data({ case: supervised.one.id }) },
  ])
  const head = t(count > 0 ? 'ladder-list' : 'ladder-list-none', { count })
  return confidential(escapeHtml(head), { buttons: [...rows, ...(turning.length > 0 ? [[...turning]] : [])] })
}

const mostInWeekly = 5

/** Once a week: how many stay overdue, and the first of them. No number stands in the text: an answer to it is for no case. */
export function weeklyMessage(t: T, cases: readonly Case[], timeZone: string): Confidential {
  const rows = cases
    .slice(0, mostInWeekly)
    .map((one): Button[] => [
      { text: caseLine(t, one, { at: one.dueAt, timeZone }), data: caseOpen.data({ case: one.id }) },
    ])
  const desk: Button = { text: t('ladder-weekly-desk'), data: deskPage.data({ scope: 'desk', page: 1 }) }
  return confidential(t('ladder-weekly', { count: cases.length }), { buttons: [...rows, [desk]] })
}
