import type { Config } from './config.ts'
import type { FileStore } from './files/files.ts'
import { openFiles } from './files/open-files.ts'
import { type Clock, systemClock } from './lib/clock.ts'
import { type DatabaseOptions, type Db, openDatabase } from './lib/db.ts'
import { loadTexts, type Texts } from './lib/i18n.ts'
import { createKeyRing, type KeyRing } from './lib/key-ring.ts'
import { createLog, type Log } from './lib/log.ts'
import { migrate } from './lib/migrate.ts'
import { type Random, systemRandom } from './lib/random.ts'
import { createSealer, type Sealer } from './lib/sealer.ts'

/** What every verb is handed. It knows no feature. */
export interface App {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  /** Seals who people are, apart from what they said. */
  readonly identities: KeyRing
  /** The files that the town keeps; sealed before they are stored. */
  readonly files: FileStore
  readonly texts: Texts
  readonly log: Log
}

export interface OpenOptions {
  clock?: Clock
  log?: Log
  database?: DatabaseOptions
}

/** An app on a database that is this version's: migrated first when it is older. Close it by `app.db.close()`. */
export async function openApp(config: Config, options: OpenOptions = {}): Promise<App> {
  const { clock = systemClock, log = createLog(config.logLevel) } = options
  const migrations = await migrate(config.databaseUrl)
  if (migrations.length > 0) log.info({ migrations }, 'the database was upgraded')
  const onConnectionLost = (error: Error) => log.warn({ err: error }, 'a connection to the database was lost')
  const random = systemRandom
  const sealer = createSealer(config.encryptionKey, random)
  return {
    config,
    log,
    clock,
    db: await openDatabase(config.databaseUrl, { onConnectionLost, ...options.database }),
    random,
    sealer,
    files: openFiles(config.filesUrl, { random, sealer }),
    identities: createKeyRing(config.identityKeys, systemRandom, 'identities'),
    texts: loadTexts(),
  }
}
