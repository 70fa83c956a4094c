import type { Heard } from '../bot/talk.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Told } from './told.ts'

/** A note goes out whole, in one message with the head of its case. In UTF-16 units, as Telegram counts. */
export const longestNote = 3_000

const whyTooLong = (text: string): Refusal | undefined =>
  text.length > longestNote ? new Refusal('case-note-too-long', { longest: longestNote }) : undefined

/** What somebody typed as a note, or why it cannot be one. */
export function readNote(heard: Heard): string | Refusal {
  const text = heard.kind === 'text' ? heard.text.trim() : ''
  return text === '' ? new Refusal('case-note-needed') : (whyTooLong(text) ?? text)
}

/** The same of what may be said by voice too. */
export const readWhy = (told: Told): Told | Refusal => whyTooLong(told.texts.join('\n')) ?? told
