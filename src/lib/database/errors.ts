import { Prisma } from '../../generated/sqlite/client.ts'
import { Refusal } from '../refusal.ts'

/** PostgreSQL's code for a lock that another transaction did not let go of in time. */
const lockTimeoutState = '55P03'

/** PostgreSQL's codes for "another transaction was faster; try again": serialization failure, deadlock and a lock waited for in vain. */
const conflictStates = ['40001', '40P01', lockTimeoutState]

interface Cause {
  kind?: unknown
  originalCode?: unknown
  severity?: unknown
  message?: unknown
}

/** The error and what it came from, however deep Prisma has wrapped it. */
function* causesOf(error: unknown): Generator<Cause> {
  let cause = error
  for (let depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    yield cause
    const meta = 'meta' in cause ? (cause.meta as { driverAdapterError?: unknown } | undefined) : undefined
    cause = meta?.driverAdapterError ?? ('cause' in cause ? cause.cause : undefined)
  }
}

/** The database's own code for what went wrong. */
function originalCode(error: unknown): string | undefined {
  for (const { originalCode } of causesOf(error)) if (typeof originalCode === 'string') return originalCode
  return undefined
}

/** Whether a transaction lost against another one and may simply be run again. */
export function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  return conflictStates.includes(originalCode(error) ?? '')
}

/** Whether it is one, because another transaction held what was wanted for too long. */
export const isLockTimeout = (error: unknown): boolean => originalCode(error) === lockTimeoutState

/** Whether a row with the same unique key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/** What Prisma's adapters call a database that cannot be reached or does not answer. */
const unreachable: readonly unknown[] = [
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]
/**
 * PostgreSQL: connection exceptions, too few resources, operator intervention, and a transaction in which we stood still for too long.
 * SQLite: the file or its lock.
 */
const outageCodes = /^(08|53|57P|25P03)|^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN)/
/** What the driver says in plain words when the connection breaks within a transaction. */
const brokenConnection = /^(Client has encountered a connection error|Connection terminated)/

/** Whether the database was away, so that the same work may well succeed later. */
export function isOutage(error: unknown): boolean {
  for (const { kind, originalCode, severity, message } of causesOf(error)) {
    if (unreachable.includes(kind) || severity === 'FATAL') return true
    if (typeof originalCode === 'string' && outageCodes.test(originalCode)) return true
    if (typeof message === 'string' && brokenConnection.test(message)) return true
  }
  return false
}

/** An outage in words for the operator, without the stack. */
export function outage(error: unknown): Refusal {
  return new Refusal('database-unreachable', {
    reason: error instanceof Error ? error.message : String(error),
  })
}
