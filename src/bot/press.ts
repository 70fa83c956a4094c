import type { Composer } from 'grammy'
import type { Action } from './callback-data.ts'
import type { BotContext } from './context.ts'

/**
 * Hears the buttons of `action`. Who pressed is in `ctx.person`; whether they may is asked of the database by the verb.
 * The press is answered when the handler has ended, unless it was before.
 */
export function onPress<const Fields extends readonly string[]>(
  composer: Composer<BotContext>,
  action: Action<Fields>,
  heard: (ctx: BotContext, fields: { [Field in Fields[number]]: string }) => Promise<unknown>,
): void {
  composer.callbackQuery(action.pattern, async (ctx, next) => {
    const fields = action.read(ctx.callbackQuery.data)
    if (fields) await heard(ctx, fields)
    else await next()
  })
}
