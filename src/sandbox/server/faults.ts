/** What goes wrong with a call on its way. */
export type CallFaultKind =
  /** 429 with `retryAfterS`. */
  | 'too-many-requests'
  /** 5xx with `code`, in JSON, before anything happens. */
  | 'server-error'
  /** A page in HTML, as a proxy on the way would answer. */
  | 'bad-gateway-page'
  /** The connection drops before anything happens. */
  | 'drop-before'
  /** It happens, and the connection drops before the answer. */
  | 'drop-after'
  /** Nothing happens, and no answer comes until the caller gives up. */
  | 'hang-before'
  /** It happens, and no answer comes until the caller gives up. */
  | 'hang-after'

export interface CallFault {
  what: CallFaultKind
  /** Only these methods. */
  method?: string | readonly string[]
  /** Only calls to this chat. */
  chatId?: number
  /** Lets so many matching calls pass first. */
  after?: number
  /** How many calls it strikes; 1 when left out. */
  times?: number
  /** For 429, in seconds; 5 when left out. */
  retryAfterS?: number
  /** For 5xx; 502 when left out. */
  code?: number
}

/** The faults waiting for the next calls. */
export class CallFaults {
  #faults: { fault: CallFault; pass: number; left: number }[] = []

  add(fault: CallFault): void {
    this.#faults.push({ fault, pass: fault.after ?? 0, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#faults = []
  }

  /** The fault this call meets, used up by one. */
  strike(method: string, chatId: unknown): CallFault | undefined {
    for (const waiting of this.#faults) {
      if (waiting.left <= 0 || !matches(waiting.fault, method, chatId)) continue
      if (waiting.pass > 0) waiting.pass--
      else {
        waiting.left--
        return waiting.fault
      }
    }
    return undefined
  }
}

function matches(fault: CallFault, method: string, chatId: unknown): boolean {
  const methods = typeof fault.method === 'string' ? [fault.method] : fault.method
  if (methods && !methods.includes(method)) return false
  return fault.chatId === undefined || String(fault.chatId) === String(chatId)
}
