import { existsSync } from 'node:fs'
import { type App, openApp } from './app.ts'
import { ConfigError, readConfig, secretsOf } from './config.ts'
import { TokenRefused } from './intake/telegram-fault.ts'
import { isOutage, outage } from './lib/db.ts'
import { firstLanguage, loadTexts } from './lib/i18n.ts'
import { createLog, type Log } from './lib/log.ts'
import { Refusal } from './lib/refusal.ts'
import { takeServingLock } from './lib/serving-lock.ts'
import { ensureOwnerLink } from './org/owner-link.ts'
import { serve } from './serve.ts'

/** Aborts at the first SIGTERM or SIGINT; at the second the process ends at once. */
function untilSignalled(log: Log): AbortSignal {
  const stopping = new AbortController()
  const hear = (signal: string) => {
    if (stopping.signal.aborted) process.exit(1)
    log.info({ signal }, 'stopping')
    stopping.abort()
  }
  process.on('SIGTERM', hear).on('SIGINT', hear)
  return stopping.signal
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** For the operator's eyes alone: on the screen, not in the log. */
function printOwnerLink(app: App, username: string, token: string): void {
  const link = `https://t.me/${username}?start=invite-${token}`
  process.stdout.write(`${app.texts.in(firstLanguage)('owner-link', { link })}\n`)
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, secretsOf(config))
  const signal = untilSignalled(log)
  // Before migrating: another process may be serving this very database.
  const lock = takeServingLock(config.databaseUrl)
  const app = await openApp(config, { log })
  try {
    const ownerToken = await ensureOwnerLink(app)
    const serving = await serve(app, { lock, signal })
    if (ownerToken) printOwnerLink(app, serving.me.username, ownerToken)
    log.info({ bot: serving.me.username, host: config.host, port: serving.port }, 'serving')
    await aborted(signal)
    await serving.stop()
    log.info('stopped')
  } catch (error) {
    if (!signal.aborted) throw error
    log.warn({ err: error }, 'stopped in the middle of something')
  } finally {
    await app.db.close()
  }
}

/** What the operator did wrong, in one line; a fault of ours with its stack. */
function explain(fault: unknown): string {
  const error = isOutage(fault) ? outage(fault) : fault
  if (error instanceof Refusal) return loadTexts().in(firstLanguage)(error.code, error.args)
  if (error instanceof ConfigError || error instanceof TokenRefused) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
