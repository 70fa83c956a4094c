import type { PrivateContext } from '../bot/context.ts'
import { replyAfterFile } from '../bot/reply.ts'
import { type Confidential, confidential, type Media } from '../delivery/message.ts'

/**
 * What is said of a question as a message of its own, after its picture or voice. Where Telegram refuses the file, one line
 * says so and the words come without it. `head` stands with the file.
 */
export async function sayWithMedia(
  ctx: PrivateContext,
  head: string,
  media: Media,
  message: Confidential,
): Promise<void> {
  const without = ctx.t(media.kind === 'voice' ? 'quiz-no-voice' : 'quiz-no-picture')
  const words = { ...message, html: `<i>${without}</i>\n${message.html}` }
  await replyAfterFile(ctx, confidential(head, { media }), (isRefused) => (isRefused ? words : message))
}
