const firstMs = 1_000
const longestMs = 5 * 60_000

/** How long to wait after `attempts` (1, 2, …) that surely or possibly did not arrive: 1 s, doubled each time, 5 min at most. */
export function backoffMs(attempts: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 20))
}
