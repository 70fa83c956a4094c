import { type Confidential, confidential, type Media } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { inPieces } from '../lib/pieces.ts'
import type { Case } from './case.ts'
import { caseSay } from './case-buttons.ts'
import { caseHead, firstPlaces, openButton } from './case-texts.ts'
import type { Words } from './entry.ts'

interface Answer {
  text: string
  media?: Media
  places?: Words['places']
}

const answerMessage =
  ({ text, media, places = [] }: Answer) =>
  (t: T, one: Case): Confidential => {
    const html = [
      caseHead(t, one),
      t('case-answer-for-you'),
      escapeHtml(text),
      ...firstPlaces(t, places),
      `<i>${t('case-answer-this')}</i>`,
    ]
      .filter(Boolean)
      .join('\n')
    const back = { text: t('case-answer-back'), data: caseSay.data({ case: one.id, kind: 'told' }) }
    return confidential(html, { buttons: [[back, openButton(t, one)]], ...(media && { media }) })
  }

/** Words under a file, and words alone, as long as a phone shows them in one message. */
const longestUnderFile = 700

const longestAlone = 3_000

/**
 * An answer in the order in which it was said: its words and places, with the first file when they fit under it, then each other
 * file by itself.
 */
export function answerMessages(
  { text, places }: Words,
  files: readonly Media[],
): ReturnType<typeof answerMessage>[] {
  const [media, ...others] = files
  const alone = (file: Media) => answerMessage({ text: '', media: file })
  if (media && places.length === 0 && text.length <= longestUnderFile)
    return [answerMessage({ text, media }), ...others.map(alone)]
  const [first = '', ...more] = inPieces(text, longestAlone)
  const words = [{ text: first, places }, ...more.map((piece) => ({ text: piece }))]
  return [...words.map(answerMessage), ...files.map(alone)]
}
