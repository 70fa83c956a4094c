import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { passTime } from '../jobs.ts'
import { MovableClock } from '../lib/clock.ts'
import { loadTexts } from '../lib/i18n.ts'
import { systemRandom } from '../lib/random.ts'
import { Undo } from '../lib/undo.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import type { GuideStep } from '../sandbox/settings.ts'
import { type Serving, serve } from '../serve.ts'
import { guideFor, pageWords } from './guide.ts'
import { seedTown } from './seed-town.ts'

export interface Demo {
  /** Where the page is. */
  url: string
  /** Everything that is written lies in here. */
  folder: string
  sandbox: Sandbox
  serving: Serving
  stop(): Promise<void>
}

/** The settings of a bot whose whole world is the sandbox and the folder. */
function demoConfig(folder: string, sandbox: Sandbox, token: string): Config {
  return readConfig({
    BOT_TOKEN: token,
    BOT_API_ROOT: sandbox.apiRoot,
    DATABASE_URL: `file:${join(folder, 'demo.db')}`,
    FILES_URL: `file:${join(folder, 'files')}`,
    ENCRYPTION_KEY: systemRandom.bytes(32).toString('hex'),
    PORT: '0',
    LOG_LEVEL: 'warn',
  })
}

/**
 * The real bot and a Telegram in a box in one process, on a temporary directory that goes when it stops, or when it cannot
 * start.
 */
export async function startDemo({ port }: { port: number }): Promise<Demo> {
  const undo = new Undo()
  try {
    return await openDemo(port, undo)
  } catch (error) {
    await undo.all()
    throw error
  }
}

async function openDemo(port: number, undo: Undo): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-demo-'))
  undo.add(() => rm(folder, { recursive: true, force: true }))
  const texts = loadTexts()
  const clock = new MovableClock()
  const guide: GuideStep[] = []
  // The sandbox is there before the bot that follows its clock.
  let moveTo: (to: Date) => void | Promise<void> = (to) => clock.moveTo(to)
  const sandbox = await startSandbox({
    clock,
    port,
    guide,
    pageTitle: pageWords(texts, 'demo-title'),
    timeZone: 'Asia/Shanghai',
    moveClock: { moveTo: (to) => moveTo(to) },
  })
  undo.add(() => sandbox.stop())
  const bot = sandbox.createBot({ username: 'cunxun_bot', firstName: texts.in(null)('demo-bot-name') })
  const app = await openApp(demoConfig(folder, sandbox, bot.token), { clock })
  undo.add(() => app.db.close())
  await seedTown(app, sandbox)
  guide.push(...guideFor(sandbox, texts))
  moveTo = (to) => passTime(app, to, (at) => clock.moveTo(at))
  const serving = await serve(app, { pollTimeoutS: 10 })
  undo.add(() => serving.stop())
  return { url: `${sandbox.apiRoot}/`, folder, sandbox, serving, stop: () => undo.all() }
}
