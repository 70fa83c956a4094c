import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../src/lib/root.ts'

export interface BotProcess {
  start(): Promise<void>
  /** kill -9, at once. */
  kill(): Promise<void>
  /** As an operator stops it; resolves with its exit code. */
  stop(): Promise<number | null>
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })

/** The bot as its own process, as `npm start` runs it. `start` resolves when it serves. */
export async function botProcess(environment: Record<string, string>): Promise<BotProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-process-'))
  let child: ChildProcess | undefined
  onTestFinished(async () => {
    child?.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return {
    async start() {
      const { PATH = '' } = process.env
      const env = { PATH, PORT: '0', LOG_LEVEL: 'info', ...environment }
      const started = spawn(process.execPath, [join(projectRoot, 'dist/main.js')], { cwd: folder, env })
      child = started
      let said = ''
      await new Promise<void>((resolve, reject) => {
        const hear = (data: Buffer) => {
          said += data
          if (said.includes('"serving"')) resolve()
        }
        started.stdout.on('data', hear)
        started.stderr.on('data', hear)
        started.once('exit', (code) => reject(new Error(`the bot ended with ${code}: ${said}`)))
      })
    },
    async kill() {
      child?.kill('SIGKILL')
      if (child) await ended(child)
    },
    async stop() {
      child?.kill('SIGTERM')
      return child ? ended(child) : null
    },
  }
}
