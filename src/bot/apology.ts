import { publicMessage } from '../delivery/message.ts'
import type { ChatContext } from './context.ts'
import { isSpoken, languageFor } from './identify.ts'

/** Three attempts failed: whoever spoke to us learns it, and gets a number to ask by. */
export async function apologize(ctx: ChatContext, reference: string): Promise<void> {
  const { app, chat, from } = ctx
  if (!isSpoken(ctx) || !chat || !from || from.is_bot) return
  const t = app.texts.in(languageFor(app, from.language_code))
  const message = publicMessage(t('fault-apology', { reference }))
  const to = { telegramId: chat.id, kind: chat.type === 'private' ? 'private' : 'group' } as const
  const outcome = await ctx.sender.send(to, { do: 'send', message }, 'answer')
  if (outcome.kind !== 'sent') app.log.warn({ reference, outcome: outcome.kind }, 'an apology did not arrive')
}
