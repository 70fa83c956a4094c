import { badRequest } from '../api-error.ts'
import type { ParametersOf } from '../parameters/check-parameters.ts'
import type { botMethods } from '../parameters/other-methods.ts'
import type { BotAccount } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { roomFor } from './access.ts'
import type { Handlers } from './call.ts'

const LARGEST_DOWNLOAD_BYTES = 20 * 1024 * 1024

type Scoped = Pick<ParametersOf<'getMyCommands'>, 'scope' | 'language_code'>

function scopeKey(world: World, bot: BotAccount, { scope }: Scoped): string {
  if (scope && 'chat_id' in scope) {
    const chatId = /^-?\d+$/.test(String(scope.chat_id)) ? Number(scope.chat_id) : scope.chat_id
    roomFor(world, bot, chatId, 'read')
  }
  return JSON.stringify(scope ?? { type: 'default' })
}

function withoutList(world: World, bot: BotAccount, given: Scoped): BotAccount['commands'] {
  const scope = scopeKey(world, bot, given)
  return bot.commands.filter(
    (list) => !(list.scope === scope && list.language === (given.language_code ?? '')),
  )
}

function checkCommands(commands: { command: string; description: string }[]): void {
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
    if (!description) throw badRequest('command description must be non-empty')
    if (description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
}

function checkLanguage(code: string | undefined): void {
  if (code && !/^[a-z]{2}$/.test(code)) throw badRequest('BOT_COMMANDS_LANGUAGE_CODE_INVALID')
}

function describe(
  bot: BotAccount,
  what: string,
  text: string | undefined,
  longest: number,
  language = '',
): true {
  if ((text?.length ?? 0) > longest) throw badRequest(`bot ${what} is too long`)
  bot.descriptions.set(`${what}:${language}`, text ?? '')
  return true
}

type Here = Exclude<
  keyof typeof botMethods,
  'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'getWebhookInfo' | 'answerCallbackQuery'
>

export const botHandlers: Handlers<Here> = {
  getMe: ({ bot }) => ({
    ...bot.user,
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacy,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }),
  setMyCommands: ({ world, bot, parameters }) => {
    checkLanguage(parameters.language_code)
    checkCommands(parameters.commands)
    const commands = parameters.commands.map((one) => ({ ...one, command: one.command.replace('/', '') }))
    const scope = scopeKey(world, bot, parameters)
    const language = parameters.language_code ?? ''
    bot.commands = [...withoutList(world, bot, parameters), { scope, language, commands }]
    return true
  },
  getMyCommands: ({ world, bot, parameters }) => {
    const scope = scopeKey(world, bot, parameters)
    const language = parameters.language_code ?? ''
    return bot.commands.find((list) => list.scope === scope && list.language === language)?.commands ?? []
  },
  deleteMyCommands: ({ world, bot, parameters }) => {
    bot.commands = withoutList(world, bot, parameters)
    return true
  },
  setChatMenuButton: ({ world, bot, parameters }) => {
    const { chat_id } = parameters
    if (chat_id === undefined) return true
    if (roomFor(world, bot, chat_id, 'read').kind !== 'private') throw badRequest('private chat not found')
    return true
  },
  setMyDescription: ({ bot, parameters }) =>
    describe(bot, 'description', parameters.description, 512, parameters.language_code),
  setMyShortDescription: ({ bot, parameters }) =>
    describe(bot, 'short description', parameters.short_description, 120, parameters.language_code),
  getFile: ({ world, parameters }) => {
    const file = world.files.get(parameters.file_id)
    if (file.bytes.length > LARGEST_DOWNLOAD_BYTES) throw badRequest('file is too big')
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    }
  },
}
