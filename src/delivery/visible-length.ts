import { type ChatRef, type Message, type MessageFor, refuseLeak } from './message.ts'

const longestText = 4096
const longestCaption = 1024

/** What is left of our HTML when Telegram has read it, in UTF-16 units as Telegram counts. */
export function visibleLength(html: string): number {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);/gi, ' ').length
}

/** Throws when Telegram would refuse the message for its length, or when it must not reach that chat. */
export function assertSendable<C extends ChatRef>(chat: C, message: MessageFor<C> & Message): void {
  refuseLeak(chat, message)
  const longest = message.media ? longestCaption : longestText
  const length = visibleLength(message.html)
  if (length > longest) throw new Error(`a message of ${length} characters; Telegram takes ${longest}`)
  if (length === 0 && !message.media) throw new Error('a message without words')
}
