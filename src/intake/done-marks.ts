import { type Desk, record } from './desk.ts'
import { markDone } from './inbox-store.ts'

interface Mark {
  updateId: number
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Marks rows as done, many in one statement: those that come while one statement runs go with the next. Resolves when
 * the mark is on disk, so that the next update of a chat never begins before.
 */
export function createDoneMarks(desk: Desk): (updateId: number) => Promise<void> {
  let next: Mark[] = []
  let running = false

  async function write(marks: Mark[]): Promise<void> {
    const ids = marks.map(({ updateId }) => updateId)
    try {
      await record(desk, (tx) => markDone(tx, ids, desk.app.clock.now()))
      for (const { resolve } of marks) resolve()
    } catch (error) {
      for (const { reject } of marks) reject(error)
    }
  }

  async function run(): Promise<void> {
    running = true
    while (next.length > 0) {
      const marks = next
      next = []
      await write(marks)
    }
    running = false
  }

  return (updateId) =>
    new Promise((resolve, reject) => {
      next.push({ updateId, resolve, reject })
      if (!running) void run()
    })
}
