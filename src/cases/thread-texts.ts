import { type Button, type Confidential, confidential, type Media } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import type { Case } from './case.ts'
import { caseHead, message, openButton, placesInWords } from './case-texts.ts'
import type { ThreadPart } from './thread.ts'

/** One thing that was said, or a piece of it, as it stands in the thread. */
function partInWords(t: T, { entry, isMore, who, at }: SaidPart): string {
  const { kind, words } = entry
  const head = t(`case-entry-${kind}`, { who: escapeHtml(who), at })
  const html = `<b>${isMore ? t('case-entry-goes-on', { head }) : head}</b>`
  return [html, escapeHtml(words.text), ...placesInWords(t, words.places)].filter(Boolean).join('\n')
}

interface SaidPart extends ThreadPart {
  who: string
  at: string
}

/** A page of what was said. */
export function threadMessage(
  t: T,
  one: Case,
  said: readonly SaidPart[],
  turning: readonly Button[],
): Confidential {
  const lines = said.map((part) => partInWords(t, part))
  return message(t, one, lines.length > 0 ? lines : [t('case-thread-empty')], [[...turning]])
}

/** One file of a case, with the way to the next ones. */
export function fileMessage(
  t: T,
  one: Case,
  file: { what: string; at: number; of: number; media: Media | undefined; more: string | undefined },
): Confidential {
  const { what, at, of, media, more } = file
  const html = `${caseHead(t, one)}\n${t('case-file-line', { what, at, of })}`
  const buttons = more === undefined ? [] : [[{ text: t('list-after'), data: more }]]
  return confidential(html, { buttons, ...(media && { media }) })
}

/** A file that was told did not reach us, or cannot be kept. */
export const fileLostMessage =
  (what: (t: T) => string) =>
  (t: T, one: Case): Confidential =>
    message(t, one, [t('case-file-lost', { what: what(t) })], [[openButton(t, one)]])
