import { Prisma } from '../../generated/sqlite/client.ts'

/** PostgreSQL's codes for "another transaction was faster; try again": serialization failure and deadlock. */
const conflictStates = ['40001', '40P01']

/** The database's own code for what went wrong, however deep Prisma has wrapped it. */
function originalCode(error: unknown): string | undefined {
  let cause = error
  for (let depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    if ('originalCode' in cause && typeof cause.originalCode === 'string') return cause.originalCode
    const meta = 'meta' in cause ? (cause.meta as { driverAdapterError?: unknown } | undefined) : undefined
    cause = meta?.driverAdapterError ?? ('cause' in cause ? cause.cause : undefined)
  }
  return undefined
}

/** Whether a transaction lost against another one and may simply be run again. */
export function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true
  return conflictStates.includes(originalCode(error) ?? '')
}

/** Whether a row with the same unique key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
