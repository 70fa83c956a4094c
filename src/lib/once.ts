import type { Tx } from './db.ts'

const remembered = new WeakMap<Tx, Map<string, Promise<unknown>>>()

/**
 * From here to its end, what is read through `once` in this transaction is read one time. For verbs that go through many rows
 * and change nothing of what they read so: the transaction sees the database as it is at one moment anyway.
 */
export function readOnce(tx: Tx): void {
  remembered.set(tx, new Map())
}

/** What `read` gives; in a transaction of `readOnce`, what it gave there before under the same name. */
export function once<Value>(db: Tx, name: string, read: () => Promise<Value>): Promise<Value> {
  const reads = remembered.get(db)
  if (!reads) return read()
  const value = (reads.get(name) as Promise<Value> | undefined) ?? read()
  reads.set(name, value)
  return value
}
