import { randomBytes } from 'node:crypto'

/** Chance comes in by this door, so that a test can bring its own. */
export interface Random {
  /** `n` unpredictable bytes, fit for tokens and keys. */
  bytes(n: number): Buffer
}

export const systemRandom: Random = { bytes: (n) => randomBytes(n) }

/** A token of `n` random bytes in the alphabet that Telegram's start links take (A–Z a–z 0–9 _ -). */
export function linkToken(random: Random, n = 24): string {
  return random.bytes(n).toString('base64url')
}
