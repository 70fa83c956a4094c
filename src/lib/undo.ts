/** What was opened, one after the other, to be closed in reverse: at the end, or when a later one could not open. */
export class Undo {
  #ends: (() => unknown)[] = []

  add(end: () => unknown): void {
    this.#ends.push(end)
  }

  /** Closes everything, once. What throws is thrown on after the rest is closed too. */
  async all(): Promise<void> {
    const faults: unknown[] = []
    for (const end of this.#ends.splice(0).reverse()) {
      try {
        await end()
      } catch (fault) {
        faults.push(fault)
      }
    }
    if (faults.length > 0) throw faults[0]
  }
}
