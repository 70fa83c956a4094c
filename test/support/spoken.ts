import type { Message } from '../../src/delivery/message.ts'
import { loadTexts, type T } from '../../src/lib/i18n.ts'

const texts = loadTexts()

const shown = (said: Message | string): string =>
  typeof said === 'string'
    ? said
    : [said.html, ...(said.buttons ?? []).map((row) => row.map(({ text }) => `[${text}]`).join(' '))].join(
        '\n',
      )

/** What each language says, as a reader sees it: the words, and the buttons under them. */
export function spoken(say: (t: T) => Message | string): string {
  return texts.languages.map((language) => `${language}\n${shown(say(texts.in(language)))}`).join('\n\n')
}
