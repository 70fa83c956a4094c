import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import type { BotContext } from './context.ts'
import { reply, toast } from './reply.ts'

/** The sentence of a refusal, safe for HTML. */
export function spoken(ctx: BotContext, { code, args }: Refusal): string {
  return ctx.t(code, args)
}

/** A Refusal is spoken to whom it concerns; anything else is a fault and goes on to the intake. */
export async function errorBoundary(ctx: BotContext, next: () => Promise<void>): Promise<void> {
  try {
    await next()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const sentence = spoken(ctx, error)
    if (ctx.callbackQuery) await toast(ctx, sentence, { alert: true })
    else await reply(ctx, publicMessage(escapeHtml(sentence)))
  }
}
