/** A list that forgets its oldest entries beyond `capacity`. */
export class Ring<T> {
  readonly #capacity: number
  #items: T[] = []

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  push(item: T): void {
    this.#items.push(item)
    if (this.#items.length > this.#capacity * 1.25) this.#items = this.#items.slice(-this.#capacity)
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.#items.length > this.#capacity ? this.#items.slice(-this.#capacity) : this.#items
  }
}
