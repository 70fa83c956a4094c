import type { Api } from 'grammy'
import type { LanguageCode } from 'grammy/types'
import type { App } from '../app.ts'
import type { Command, Feature } from './feature.ts'
import { hearingOf } from './hearing.ts'

const scopes = [
  { type: 'all_private_chats', isShown: ({ where, needs }: Command) => where !== 'group' && !needs },
  { type: 'all_group_chats', isShown: ({ where }: Command) => where !== 'private' },
] as const

/** Tells Telegram the commands that everyone may see, in every language; the first one speaks to all others. */
export async function publishCommands(app: App, api: Api, features: readonly Feature[]): Promise<void> {
  const commands = [...hearingOf(features).commands.values()]
  for (const [at, language] of app.texts.languages.entries()) {
    const t = app.texts.in(language)
    for (const { type, isShown } of scopes) {
      const shown = commands.filter(isShown)
      const list = shown.map(({ name }) => ({ command: name, description: t(`${name}-command`) }))
      await api.setMyCommands(list, {
        scope: { type },
        ...(at > 0 && { language_code: languageCode(language) }),
      })
    }
  }
}

/** Telegram takes two-letter codes. */
function languageCode(language: string): LanguageCode {
  return language.slice(0, 2) as LanguageCode
}
