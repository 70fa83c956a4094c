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

/** What is left of a title without the units whose names hold `name`: 和平村 says nobody who is called 和平. */
function besideUnits(said: string, name: string, units: readonly string[]): string {
  const holding = units.filter((unit) => unit.includes(name)).toSorted((a, b) => b.length - a.length)
  return holding.reduce((left, unit) => left.replaceAll(unit, '\n'), said)
}

/**
 * Whether a title says one of these names, or something by which somebody can be reached. A name that is part of the name of one of
 * these units is not said where the unit is.
 */
export function saysWho(title: string, names: readonly string[], units: readonly string[] = []): boolean {
  const said = plain(title)
  const places = units.map(plain)
  const isSaid = (name: string) =>
    lengthOf(name) >= shortestName && besideUnits(said, name, places).includes(name)
  return longNumber.test(said) || names.map(plain).some(isSaid)
}

/** Whoever leads where it lies, or above, may list it; nobody lists what is over. */
export const maySupervise = (one: Pick<Case, 'state'>, are: ReadonlySet<Relation>): boolean =>
  are.has('leader') && isOpen(one)

/** It ended without anybody having said that it was done: the reporter took it back, or it was not taken in. */
const endedWithoutResult: readonly CaseState[] = ['withdrawn', 'declined']

/** Whose it is to take off: who listed it, and whoever stands outside. Not those whose own work is watched. */
export const isTheirsToLift = (are: ReadonlySet<Relation>, isListers: boolean): boolean =>
  are.has('leader') && (isListers || are.has('outsider'))

/**
 * They may once it was handled; of one that ended without a result only somebody who stands outside may, so that nobody is talked
 * into taking it back.
 */
export function mayLift(
  { state }: Pick<Case, 'state'>,
  are: ReadonlySet<Relation>,
  isListers: boolean,
): boolean {
  if (!isTheirsToLift(are, isListers)) return false
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
