/** One API call and what became of it. */
export interface LoggedCall {
  at: Date
  uptimeMs: number
  bot: string
  method: string
  parameters: Record<string, unknown>
  /** HTTP status; 0 while, or when, no answer was sent. */
  status: number
  /** Why it was refused. */
  description: string | undefined
  retryAfterS: number | undefined
  /** The fault it met. */
  fault: string | undefined
}
