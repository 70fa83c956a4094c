import { onTestFinished } from 'vitest'
import type { App } from '../../src/app.ts'
import { passTime } from '../../src/jobs.ts'
import { MovableClock } from '../../src/lib/clock.ts'
import { type Db, openDatabase } from '../../src/lib/db.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type Serving, serve } from '../../src/serve.ts'
import { testApp } from './app.ts'
import { newDatabaseUrl } from './db.ts'

export interface Town {
  app: App
  sandbox: Sandbox
  serving: Serving
  /** Moves the clock of bot and sandbox, and runs on the way what is due. */
  passTo(at: string): Promise<void>
  /** Moves the clock alone: nothing that is due on the way runs. */
  jumpTo(at: string): void
}

async function openUsualDb(): Promise<{ url: string; db: Db }> {
  const url = await newDatabaseUrl()
  const db = await openDatabase(url, { durable: false })
  onTestFinished(() => db.close())
  return { url, db }
}

/** The real bot over real HTTP to a strict sandbox, on Monday 2026-03-02 at 09:00 in the town. */
export async function startTown(openDb = openUsualDb): Promise<Town> {
  const clock = new MovableClock()
  clock.moveTo(new Date('2026-03-02T01:00:00Z'))
  const sandbox = await startSandbox({ clock, patienceMs: 15_000 })
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  const { url: databaseUrl, db } = await openDb()
  const config = { botToken: bot.token, botApiRoot: sandbox.apiRoot, databaseUrl, port: 0 }
  const app = await testApp({ db, clock, config })
  const serving = await serve(app, { pollTimeoutS: 2 })
  onTestFinished(async () => {
    await serving.stop()
    await sandbox.stop()
  })
  return {
    app,
    sandbox,
    serving,
    jumpTo: (at) => clock.moveTo(new Date(at)),
    passTo: (at) => passTime(app, new Date(at), (moment) => clock.moveTo(moment)),
  }
}
