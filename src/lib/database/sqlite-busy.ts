import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { systemClock } from '../clock.ts'

/** Between two tries at a database that another process is writing to. */
const RETRY_MS = 20

const isBusy = (error: unknown) =>
  isDriverAdapterError(error) && error.cause.originalCode?.startsWith('SQLITE_BUSY') === true

/**
 * Runs `work` again and again for up to `busyTimeoutMs` while another process writes to the file, without blocking the
 * event loop, as SQLite's own time-out would.
 */
export async function patiently<T>(busyTimeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = systemClock.uptimeMs() + busyTimeoutMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || systemClock.uptimeMs() > deadline) throw error
      await systemClock.sleep(RETRY_MS)
    }
  }
}
