import { Composer } from 'grammy'
import type { BotContext } from '../../src/bot/context.ts'
import type { Feature } from '../../src/bot/feature.ts'

/** A part of a feature alone, for tests of that part. */
export function featureWith(
  parts: Omit<Feature, 'buttons'>,
  hear: (buttons: Composer<BotContext>) => void,
): Feature {
  const buttons = new Composer<BotContext>()
  hear(buttons)
  return { ...parts, buttons }
}
