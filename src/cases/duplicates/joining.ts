import { type Case, isOpen, type Relation } from '../case.ts'

const joiners: readonly Relation[] = ['intake', 'lead', 'leader']

/** Whoever takes it in or answers for it may say that it is the same matter as another. */
export const mayJoin = (are: ReadonlySet<Relation>): boolean => joiners.some((relation) => are.has(relation))

/** It is still to be done: one that was handled waits for its reporter alone. */
export const isToBeDone = (one: Pick<Case, 'state'>): boolean => isOpen(one) && one.state !== 'handled'

/** The case whose clocks count for it: its own, or those of the one that it goes along with until that is done. */
export const clockOwner = (one: Pick<Case, 'id' | 'joinedToId' | 'state'>): number =>
  isToBeDone(one) ? (one.joinedToId ?? one.id) : one.id

/** A case, how many were joined to it, and whether somebody mediates it now or the other side has come. */
export interface Joinable {
  one: Pick<Case, 'id' | 'state' | 'aboutId' | 'joinedToId' | 'handlerId'>
  joined: number
  isMediated: boolean
}

/**
 * Why `one` cannot go along with `main`; undefined when it can. Nothing is ever joined to what is joined itself, so there are
 * no chains and no rings. Cases that name different officials keep apart: whoever works on the one may be the other's official.
 * What two sides are being asked to agree to comes to its own end; others can go along with it.
 */
export function whyNotJoin(
  { one, joined, isMediated }: Joinable,
  { one: main }: Joinable,
): string | undefined {
  if (one.id === main.id) return 'duplicate-same'
  if (one.aboutId !== main.aboutId) return 'duplicate-unlike'
  if (!isToBeDone(one) || !isToBeDone(main)) return 'duplicate-over'
  if (one.joinedToId !== undefined || main.joinedToId !== undefined) return 'duplicate-joined-before'
  if (isMediated) return 'duplicate-mediated'
  return joined > 0 ? 'duplicate-has-others' : undefined
}

/** Which of two cases is the one that goes on: what is mediated, what others go along with, what is worked on, the older. */
function comesFirst(a: Joinable, b: Joinable): boolean {
  const isWorkedOn = ({ one }: Joinable) => Number(one.handlerId !== undefined)
  const isMediated = (one: Joinable) => Number(one.isMediated)
  const order = isMediated(b) - isMediated(a) || b.joined - a.joined || isWorkedOn(b) - isWorkedOn(a)
  return (order || a.one.id - b.one.id) < 0
}

/** Of two cases that can be joined: which one goes along, and with which. Undefined when they cannot. */
export function howToJoin(a: Joinable, b: Joinable): { caseId: number; toId: number } | undefined {
  const [main, other] = comesFirst(a, b) ? [a, b] : [b, a]
  return whyNotJoin(other, main) === undefined ? { caseId: other.one.id, toId: main.one.id } : undefined
}
