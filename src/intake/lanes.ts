/** Items with the same key are handled one after the other, in the order they came; many keys at once, at most `limit`. */
export interface Lanes<Item> {
  add(key: string, item: Item): void
  /** Items that were added and are not yet handled. */
  readonly size: number
  /** Resolves when there is nothing left, or at once when there is nothing. */
  idle(): Promise<void>
  /** Resolves when fewer than `size` items are left. */
  below(size: number): Promise<void>
}

interface Waiter {
  size: number
  wake: () => void
}

/** `handle` must not throw: what becomes of an item that fails is its own business. If it does, `onFault` hears of it. */
export function createLanes<Item>(
  limit: number,
  handle: (item: Item) => Promise<void>,
  onFault: (fault: unknown) => void,
): Lanes<Item> {
  const queues = new Map<string, Item[]>()
  const ready: string[] = []
  let running = 0
  let size = 0
  let waiters: Waiter[] = []

  function wakeWaiters(): void {
    const due = waiters.filter((waiter) => size < waiter.size)
    waiters = waiters.filter((waiter) => size >= waiter.size)
    for (const waiter of due) waiter.wake()
  }

  async function run(key: string, item: Item): Promise<void> {
    try {
      await handle(item)
    } catch (fault) {
      onFault(fault)
    }
    running--
    size--
    // The lane goes to the end of the line, so that one busy chat does not hold a place for ever.
    if (queues.get(key)?.length) ready.push(key)
    else queues.delete(key)
    startNext()
    wakeWaiters()
  }

  function startNext(): void {
    while (running < limit) {
      const key = ready.shift()
      if (key === undefined) return
      const item = queues.get(key)?.shift()
      if (item === undefined) continue
      running++
      void run(key, item)
    }
  }

  const below = (wanted: number): Promise<void> =>
    size < wanted ? Promise.resolve() : new Promise((wake) => waiters.push({ size: wanted, wake }))

  return {
    add(key, item) {
      size++
      const queue = queues.get(key)
      if (queue) {
        queue.push(item)
        return
      }
      queues.set(key, [item])
      ready.push(key)
      startNext()
    },
    get size() {
      return size
    },
    idle: () => below(1),
    below,
  }
}
