import type { App } from '../../app.ts'
import { type ChainLink, linkHash, noteHashOf } from '../event-store.ts'

/** One row of a history, as it lies there. */
interface KeptEvent extends ChainLink {
  /** Sealed; null: there was none, or it was erased. */
  note: string | null
  hash: string
}

/** A case with its history, in the order of `seq`. */
export interface AuditedCase {
  number: string
  state: string
  isErased: boolean
  events: readonly KeptEvent[]
  /** How often the other rows of the case say that an act was done: so one that is missing at the end is missed. */
  traces: Readonly<Record<string, number>>
}

/**
 * What is wrong first: it has no history; a place in it is empty; a row is not what the chain says; a note is not the one that
 * was noted, or is gone though the case was not erased; the state is not the one that the last act led to; an act left its trace in
 * other rows, and is not there.
 */
export type Wrong = 'empty' | 'hole' | 'changed' | 'note' | 'state' | 'missing'

export interface Broken {
  number: string
  /** The place in the history. */
  seq: number
  wrong: Wrong
}

type Keys = Pick<App, 'sealer'>

/** Undefined when it cannot be opened: somebody wrote it who has not the key. */
function opened({ sealer }: Keys, note: string): string | undefined {
  try {
    return sealer.open(note)
  } catch {
    return undefined
  }
}

/** The hash of a note stays when its words are erased. */
function isNoteWhole(keys: Keys, { note, noteHash }: KeptEvent, isErased: boolean): boolean {
  if (note === null) return noteHash === null || isErased
  const words = opened(keys, note)
  return words !== undefined && noteHashOf(keys, words) === noteHash
}

function wrongWith(keys: Keys, event: KeptEvent, before: KeptEvent | undefined, isErased: boolean) {
  if (event.seq !== (before?.seq ?? 0) + 1) return 'hole'
  if (linkHash(keys, before?.hash ?? '', event) !== event.hash) return 'changed'
  return isNoteWhole(keys, event, isErased) ? undefined : 'note'
}

const isMissing = ({ events, traces }: AuditedCase): boolean =>
  Object.entries(traces).some(([act, times]) => events.filter(({ what }) => what === act).length < times)

/**
 * The first thing that is wrong with the history of a case; undefined when it is whole. What it cannot see: that the very last
 * act is gone which changed nothing else, and that a whole case is gone with its history.
 */
export function brokenIn(keys: Keys, one: AuditedCase): Broken | undefined {
  const { number, state, isErased, events } = one
  for (const [at, event] of events.entries()) {
    const wrong = wrongWith(keys, event, events[at - 1], isErased)
    if (wrong) return { number, seq: at + 1, wrong }
  }
  const last = events.at(-1)
  if (!last) return { number, seq: 0, wrong: 'empty' }
  if (last.to !== state) return { number, seq: last.seq, wrong: 'state' }
  return isMissing(one) ? { number, seq: last.seq + 1, wrong: 'missing' } : undefined
}
