import { AsyncLocalStorage } from 'node:async_hooks'

interface Body {
  open: boolean
}

const bodies = new AsyncLocalStorage<Body>()

/** Runs the body of a transaction; within it, `assertOutside` throws. What it starts and leaves behind is free again. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const body = { open: true }
  try {
    return await bodies.run(body, work)
  } finally {
    body.open = false
  }
}

/** Throws when called from the body of an open transaction: on SQLite, waiting for the database there would never end. */
export function assertOutside(): void {
  if (bodies.getStore()?.open)
    throw new Error('app.db was used inside a transaction: use the tx it was given')
}
