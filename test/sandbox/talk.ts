import { Api, Bot, GrammyError, HttpError } from 'grammy'
import { onTestFinished } from 'vitest'
import { TestClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import type { SandboxSettings } from '../../src/sandbox/settings.ts'

/** A sandbox with a bot called 村讯, gone when the test ends. */
export async function box(settings: Partial<SandboxSettings> = {}) {
  const clock = new TestClock()
  const sandbox = await startSandbox({ clock, patienceMs: 2000, ...settings })
  onTestFinished(() => sandbox.stop())
  const bot = sandbox.createBot({ username: 'cunxun_bot', firstName: '村讯' })
  return { clock, sandbox, bot, api: new Api(bot.token, { apiRoot: sandbox.apiRoot }) }
}

/** A real grammY bot on the sandbox's first bot, polling until the test ends. */
export async function runBot(sandbox: Sandbox, prepare: (bot: Bot) => void): Promise<Bot> {
  const bot = new Bot(sandbox.bots[0]?.token ?? '', { client: { apiRoot: sandbox.apiRoot } })
  prepare(bot)
  const running = bot.start({
    allowed_updates: ['message', 'callback_query', 'poll_answer', 'my_chat_member'],
  })
  onTestFinished(async () => {
    await bot.stop()
    await running
  })
  return bot
}

/** The refusal of a call: code, words and parameters. */
export async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error('It was not refused'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof GrammyError)) throw error
  return { code: error.error_code, words: error.description, ...error.parameters }
}

/** True when the call ended without an answer that can be read. */
export async function isLost(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => false,
    (reason: unknown) => reason instanceof HttpError,
  )
}
