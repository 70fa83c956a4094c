/**
 * A "no" that a person is told in words. Thrown by a verb, it rolls its transaction back; `bot/error-boundary.ts` and the
 * CLI speak it. `code` is the locale key of the sentence, `args` fill it.
 */
export class Refusal extends Error {
  readonly code: string
  readonly args: Record<string, string | number>

  constructor(code: string, args: Record<string, string | number> = {}) {
    super(`refused: ${code}`)
    this.name = 'Refusal'
    this.code = code
    this.args = args
  }
}
