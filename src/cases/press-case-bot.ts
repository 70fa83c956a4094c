import type { Composer } from 'grammy'
import type { Action } from '../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../bot/context.ts'
import { mustBePrivate, onPrivatePress } from '../bot/press.ts'

/** A case is for private chats: a button of ours that came into a group opens nothing. */
export function casesArePrivate(ctx: BotContext): asserts ctx is PrivateContext {
  mustBePrivate(ctx, 'case-unknown')
}

/** As `onPress`, for the buttons of a case. */
export function onCasePress<const Fields extends readonly string[]>(
  composer: Composer<BotContext>,
  action: Action<Fields>,
  heard: (ctx: PrivateContext, fields: { [Field in Fields[number]]: string }) => Promise<unknown>,
): void {
  onPrivatePress(composer, action, 'case-unknown', heard)
}
