/** A queue with one holder at a time, first come first served. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Waits for its turn and resolves with the function that ends it (ending twice does no harm). */
  async take(): Promise<() => void> {
    const before = this.#last
    let end: () => void = () => undefined
    this.#last = new Promise((resolve) => {
      end = resolve
    })
    await before
    return end
  }

  /** Runs `work` in its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const end = await this.take()
    try {
      return await work()
    } finally {
      end()
    }
  }
}
