import type { Button } from '../delivery/message.ts'
import { inRows } from '../lib/rows.ts'
import { shorten } from '../lib/shorten.ts'

const longestLine = 60

/** `longest` characters of it at most. */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${shorten(text, longest)}…` : text

/** A line of a list of questions: its number and its beginning. Not escaped. */
export const numberedLine = (number: number, stem: string): string =>
  `${number}. ${cut(stem.replaceAll('\n', ' '), longestLine)}`

/** A button with its number for each question of a list. */
export function numberButtons(
  ids: readonly number[],
  { first, perRow }: { first: number; perRow: number },
  dataOf: (id: number) => string,
): Button[][] {
  return inRows(
    ids.map((id, at) => ({ text: String(first + at), data: dataOf(id) })),
    perRow,
  )
}
