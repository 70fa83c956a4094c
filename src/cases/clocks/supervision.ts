import { type Case, type CaseState, isOpen, type Relation } from '../case.ts'

/** A case that a leader keeps on the list until it is done. */
export interface Supervision {
  id: number
  caseId: number
  /** Safe for the public. */
  title: string
  byId: number
  at: Date
}

export const shortestTitle = 6
export const longestTitle = 40

/** As it stands on the list: one line, no needless space. */
export const titleIn = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** So many signs, as a reader counts them. */
export const lengthOf = (title: string): number => [...title].length

/** Written with spaces, in wide digits or in capitals it is the same. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·•.-]/g, '')

/** So many digits in a row may be a phone, a card, or the number of a case. */
const longNumber = /\d{6}/

const shortestName = 2

/** Whether a title says one of these names, or something by which somebody can be reached. */
export function saysWho(title: string, names: readonly string[]): boolean {
  const said = plain(title)
  const isSaid = (name: string) => lengthOf(name) >= shortestName && said.includes(name)
  return longNumber.test(said) || names.map(plain).some(isSaid)
}

/** Whoever leads where it lies, or above, may list it; nobody lists what is over. */
export const maySupervise = (one: Pick<Case, 'state'>, are: ReadonlySet<Relation>): boolean =>
  are.has('leader') && isOpen(one)

/** It ended without anybody having said that it was done: the reporter took it back, or it was not taken in. */
const endedWithoutResult: readonly CaseState[] = ['withdrawn', 'declined']

/**
 * Whoever leads may take it off the list once it was handled; one that ended without a result only somebody who stands outside,
 * so that nobody is talked into taking it back.
 */
export function mayLift({ state }: Pick<Case, 'state'>, are: ReadonlySet<Relation>): boolean {
  if (!are.has('leader')) return false
  return state === 'handled' || (endedWithoutResult.includes(state) && are.has('outsider'))
}

/** Closed with a result it leaves the list by itself; opened again it stands there again. */
export const isListed = ({ state, outcome }: Pick<Case, 'state' | 'outcome'>): boolean =>
  !(state === 'closed' && outcome !== undefined && outcome !== 'withdrawn')

/** The overdue first, the longest first; what stands or has no term comes last. */
export function byUrgency<Of extends { one: Pick<Case, 'id' | 'dueAt'> }>(all: readonly Of[]): Of[] {
  const due = ({ one }: Of) => one.dueAt?.getTime() ?? Number.POSITIVE_INFINITY
  return all.toSorted((a, b) => (due(a) === due(b) ? a.one.id - b.one.id : due(a) - due(b)))
}
