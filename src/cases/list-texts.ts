import { type Button, type Confidential, confidential } from '../delivery/message.ts'
import type { T } from '../lib/i18n.ts'
import { localDate } from '../lib/local-time.ts'
import type { Case } from './case.ts'
import { caseOpen } from './case-buttons.ts'
import { stateForStaff } from './case-texts.ts'
import { isUnderWay, stateForParty } from './mediation/mediation.ts'

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
