import type { Update } from 'grammy/types'

/** Strings that are Telegram's or ours, not a person's. */
const ours = new Set(['type', 'status', 'data'])

/** What stays of an update that was given up: its kind and who and where by id, no words, names, files or places. */
export function withoutWords(update: Update): object {
  const blank = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') return ours.has(key) ? value : ''
    if (typeof value === 'number' && !Number.isInteger(value)) return 0
    return value
  }
  return JSON.parse(JSON.stringify(update, blank))
}
