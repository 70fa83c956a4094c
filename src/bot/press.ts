import type { Composer } from 'grammy'
import { Refusal } from '../lib/refusal.ts'
import type { Actor } from '../org/person.ts'
import type { Action } from './callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from './context.ts'

/** Who wrote or pressed, as the verbs take it. */
export const actor = (ctx: BotContext): Actor => ({ personId: ctx.person.id })

type Heard<Ctx extends BotContext, Fields extends readonly string[]> = (
  ctx: Ctx,
  fields: { [Field in Fields[number]]: string },
) => Promise<unknown>

/**
 * Hears the buttons of `action`. Who pressed is in `ctx.person`; whether they may is asked of the database by the verb.
 * The press is answered when the handler has ended, unless it was before.
 */
export function onPress<const Fields extends readonly string[]>(
  composer: Composer<BotContext>,
  action: Action<Fields>,
  heard: Heard<BotContext, Fields>,
): void {
  composer.callbackQuery(action.pattern, async (ctx, next) => {
    const fields = action.read(ctx.callbackQuery.data)
    if (fields) await heard(ctx, fields)
    else await next()
  })
}

/** What has no place in a group: there it throws Refusal `unknown`, as for what does not exist. */
export function mustBePrivate(ctx: BotContext, unknown: string): asserts ctx is PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal(unknown)
}

/** As `onPress`, for what has no place in a group. */
export function onPrivatePress<const Fields extends readonly string[]>(
  composer: Composer<BotContext>,
  action: Action<Fields>,
  unknown: string,
  heard: Heard<PrivateContext, Fields>,
): void {
  onPress(composer, action, async (ctx, fields) => {
    mustBePrivate(ctx, unknown)
    await heard(ctx, fields)
  })
}
