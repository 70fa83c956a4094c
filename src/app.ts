import type { Config } from './config.ts'
import type { Clock } from './lib/clock.ts'
import type { Db } from './lib/db.ts'
import type { Texts } from './lib/i18n.ts'
import type { Log } from './lib/log.ts'
import type { Random } from './lib/random.ts'
import type { Sealer } from './lib/sealer.ts'

/** What every verb is handed. It knows no feature. */
export interface App {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly texts: Texts
  readonly log: Log
}
