import { systemClock } from '../lib/clock.ts'
import { loadTexts } from '../lib/i18n.ts'
import { startDemo } from './start-demo.ts'

const usualPort = 8808

/** The usual port, or any other when somebody has it. */
async function start() {
  try {
    return await startDemo({ port: usualPort })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return startDemo({ port: 0 })
  }
}

// Heard before the first folder is made: Ctrl-C while it starts waits until it stands, and then leaves nothing behind either.
let starting: ReturnType<typeof start> | undefined
async function stop(): Promise<void> {
  await (await starting)?.stop()
  process.exit(0)
}
process.once('SIGINT', stop).once('SIGTERM', stop)

starting = start()
const demo = await starting
const seconds = (systemClock.uptimeMs() / 1000).toFixed(1)
const texts = loadTexts()
for (const language of texts.languages) {
  process.stdout.write(`${texts.in(language)('demo-ready', { url: demo.url, seconds })}\n`)
}
