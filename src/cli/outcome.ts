import type { T } from '../lib/i18n.ts'

export interface Outlet {
  environment: Record<string, string | undefined>
  out(line: string): void
  err(line: string): void
}

/** What a command did: words for the operator, and the same as data for `--json`. */
export interface Outcome {
  key: string
  data: Record<string, string | number | boolean | null | object>
  /** What else is to be said. */
  more?: (t: T) => string[]
  /** It found something wrong: the exit code is 1. */
  isBad?: boolean
}

/** What may be said with a command; each command knows its own. */
export interface Options {
  json?: boolean
  language: string
  market?: string
  unit?: string
  dryRun?: boolean
  format?: string
  refused?: string
}
