import { createHash, randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import type { App } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { openFiles } from '../../src/files/open-files.ts'
import { type Clock, TestClock } from '../../src/lib/clock.ts'
import type { Db } from '../../src/lib/db.ts'
import { loadTexts } from '../../src/lib/i18n.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { createLog } from '../../src/lib/log.ts'
import type { Random } from '../../src/lib/random.ts'
import { createSealer } from '../../src/lib/sealer.ts'
import { openTestDb } from './db.ts'

/** Bytes that look like chance and are the same in every run with the same seed. */
export function testRandom(seed = 'cunxun'): Random {
  let drawn = 0
  const block = () => createHash('sha512').update(`${seed} ${drawn++}`).digest()
  return {
    bytes(n) {
      const blocks = Array.from({ length: Math.ceil(n / 64) }, block)
      return Buffer.concat(blocks).subarray(0, n)
    },
  }
}

/** Read once: no test changes them. */
const texts = loadTexts()

/** A configuration that nothing outside is needed for. */
export function testConfig(more: Partial<Config> = {}): Config {
  const config = readConfig({
    BOT_TOKEN: '123456:a-token-for-tests-and-nothing-else',
    ENCRYPTION_KEY: '42'.repeat(32),
    LOG_LEVEL: 'silent',
  })
  return { ...config, ...more }
}

export interface TestAppOptions {
  /** A new migrated database when left out. */
  db?: Db
  /** A TestClock that stands still when left out; the type of the app's clock follows it. */
  clock?: Clock
  config?: Partial<Config>
}

/** An app with a real database, a silent log, chance that repeats itself and a clock that stands still. */
export async function testApp(options?: TestAppOptions & { clock?: TestClock }): Promise<TestApp>
export async function testApp(options: TestAppOptions): Promise<App>
export async function testApp(options: TestAppOptions = {}): Promise<App> {
  const config = testConfig({ filesUrl: `file:${inject('files')}/${randomUUID()}`, ...options.config })
  const random = testRandom()
  const sealer = createSealer(config.encryptionKey, random)
  return {
    config,
    random,
    db: options.db ?? (await openTestDb()),
    clock: options.clock ?? new TestClock(),
    sealer,
    files: openFiles(config.filesUrl, { random, sealer }),
    identities: createKeyRing(config.identityKeys, random, 'identities'),
    texts,
    log: createLog(config.logLevel),
  }
}

/** An app whose clock the test moves: `app.clock.advance(ms)`. */
export type TestApp = App & { readonly clock: TestClock }
