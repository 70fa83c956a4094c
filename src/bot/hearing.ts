import type { Composer, Context } from 'grammy'
import type { Commands } from './commands.ts'
import type { Command, Feature } from './feature.ts'
import { ownCommands } from './own-commands.ts'
import type { Specs } from './talks.ts'

/** Everything that can be heard, put together from the features once. */
export interface Hearing {
  commands: Commands
  specs: Specs
  features: readonly Feature[]
}

function byName<Item extends { name: string }>(items: Item[]): ReadonlyMap<string, Item> {
  const map = new Map(items.map((item) => [item.name, item]))
  if (map.size !== items.length) throw new Error('two commands or conversations share a name')
  return map
}

export function hearingOf(features: readonly Feature[]): Hearing {
  const commands: Commands = byName<Command>([
    ...features.flatMap((feature) => feature.commands ?? []),
    ...ownCommands(() => commands),
  ])
  const specs = byName(features.flatMap((feature) => feature.conversations ?? []))
  return { commands, specs, features }
}

/** Runs one composer over `ctx`; true when none of its handlers took it. */
export async function passes<C extends Context>(composer: Composer<C> | undefined, ctx: C): Promise<boolean> {
  if (!composer) return true
  let passed = false
  await composer.middleware()(ctx, async () => {
    passed = true
  })
  return passed
}
