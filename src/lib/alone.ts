import { isOutage } from './db.ts'
import type { Log } from './log.ts'

/**
 * Does one of many so that what breaks at it holds up no other: it is logged with `ids` and `words`, and undefined comes back. A database
 * that is away concerns all of them: that is thrown.
 */
export async function alone<Value>(
  { log }: { log: Log },
  ids: Readonly<Record<string, number>>,
  words: string,
  act: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await act()
  } catch (error) {
    if (isOutage(error)) throw error
    log.error({ err: error, ...ids }, words)
    return undefined
  }
}
