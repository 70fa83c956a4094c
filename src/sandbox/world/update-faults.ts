import type { UpdateKind } from '../telegram.ts'

/** What goes wrong with updates on their way to the bot. */
export interface UpdateFault {
  what: 'duplicate-update' | 'late-update'
  /** Only updates of this kind. */
  kind?: UpdateKind
  /** How many updates it strikes; 1 when left out. */
  times?: number
  /** For late updates: by how many milliseconds of the sandbox's clock. */
  delayMs?: number
}

/** The faults waiting for the next updates. */
export class UpdateFaults {
  #faults: (UpdateFault & { left: number })[] = []

  add(fault: UpdateFault): void {
    this.#faults.push({ ...fault, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#faults = []
  }

  /** Uses up one stroke of each kind of fault that meets this update. */
  strike(kind: UpdateKind): { repeat: boolean; delayMs: number } {
    const repeat = this.#use('duplicate-update', kind) !== undefined
    return { repeat, delayMs: this.#use('late-update', kind)?.delayMs ?? 0 }
  }

  #use(what: UpdateFault['what'], kind: UpdateKind): UpdateFault | undefined {
    const fault = this.#faults.find(
      (one) => one.what === what && one.left > 0 && (!one.kind || one.kind === kind),
    )
    if (fault) fault.left--
    return fault
  }
}
