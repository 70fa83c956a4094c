import { Api } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { whoAmI } from '../../src/intake/insist.ts'
import { TokenRefused } from '../../src/intake/telegram-fault.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'
import { soon } from './people.ts'

async function box() {
  const app = await testApp()
  const sandbox = await startSandbox({ clock: app.clock })
  onTestFinished(() => sandbox.stop())
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  return { app, sandbox, api: new Api(bot.token, { apiRoot: sandbox.apiRoot }) }
}

const never = new AbortController().signal

test('a Telegram that does not answer yet is waited for', async () => {
  const { app, sandbox, api } = await box()
  sandbox.faults.add({ what: 'drop-before', times: 2 })
  sandbox.faults.add({ what: 'server-error', times: 2 })
  sandbox.faults.add({ what: 'too-many-requests', retryAfterS: 7 })
  let name: string | undefined
  const asking = whoAmI(app, api, never).then(({ username }) => {
    name = username
  })
  await soon(app, () => name).toBe('cunxun_bot')
  await asking
})

test('a token that Telegram does not know is told at once', async () => {
  const { app, sandbox } = await box()
  const api = new Api('7000000001:a-token-that-is-not-the-one-it-gave', { apiRoot: sandbox.apiRoot })
  await expect(whoAmI(app, api, never)).rejects.toThrow(TokenRefused)
})

test('the patience ends when the process is to stop', async () => {
  const { app, sandbox, api } = await box()
  sandbox.faults.add({ what: 'drop-before', times: 1_000 })
  const stopping = new AbortController()
  const asking = whoAmI(app, api, stopping.signal)
  await sandbox.waitFor(() => sandbox.calls.length > 0)
  stopping.abort()
  await expect(asking).rejects.toThrow()
})
