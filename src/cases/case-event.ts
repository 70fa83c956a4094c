/** Who did it: the reporter, the other party, somebody who works on it, or the clock. */
export type EventActor = 'reporter' | 'party' | 'staff' | 'clock'

/** One act, as it stands in the history of a case. */
export interface CaseEvent {
  caseId: number
  /** Its place in the history, from 1. */
  seq: number
  at: Date
  byId: number | undefined
  actor: EventActor
  /** The name of a step, or of another act. */
  what: string
  from: string
  to: string
  /** Opened; undefined when there was none, or it was erased. */
  note: string | undefined
}
