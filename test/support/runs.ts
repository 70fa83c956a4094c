import { inject } from 'vitest'

/** Long properties are tried in full on SQLite: the rules are the same on PostgreSQL, which takes three times as long. */
export const inFull = (): boolean => inject('dialect') === 'sqlite'

/** How often such a property is tried. */
export const runs = (count: number): number => (inFull() ? count : Math.ceil(count / 3))
