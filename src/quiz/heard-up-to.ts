import type { Tx } from '../lib/db.ts'

/** The moment up to which all that reached us has been handled: the intake knows, and the timetable hands it over. */
export type HeardUpTo = (tx: Tx) => Promise<Date>
