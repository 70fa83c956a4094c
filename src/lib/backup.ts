import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Damaged } from './database/damaged.ts'
import { backupPostgresql } from './database/postgresql-backup.ts'
import { restorePostgresql } from './database/postgresql-restore.ts'
import { backupSqlite } from './database/sqlite-backup.ts'
import { restoreSqlite } from './database/sqlite-restore.ts'
import { type Dialect, parseDatabaseUrl } from './database/url.ts'
import { Refusal } from './refusal.ts'
import { takeServingLock } from './serving-lock.ts'

/**
 * Writes the whole database, as it is at one moment, to `file`, while the bot serves. The file is checked, on the disk and
 * readable by its owner alone when this resolves; when it throws there is none. Throws a Refusal
 * when there is a file of that name already, no database, or a broken one.
 */
export async function backupDatabase(url: string, file: string): Promise<void> {
  const database = parseDatabaseUrl(url)
  if (database.dialect === 'postgresql') return backupPostgresql(database.url, file)
  if (!existsSync(database.file)) throw new Refusal('database-missing', { file: database.file })
  await orRefused(backupSqlite(database.file, file), 'database-damaged', database.file)
}

/**
 * Puts the backup `file` in the place of the database, all of it or nothing, even by kill -9, and returns where the
 * database that it replaced is kept (undefined when there was none): a file beside it, on PostgreSQL a schema.
 * The bot must be stopped. Throws a Refusal, and leaves the database as it is, when it is not,
 * or when the file is missing, damaged, of another kind or from a newer version.
 */
export async function restoreDatabase(url: string, file: string, now: Date): Promise<string | undefined> {
  const database = parseDatabaseUrl(url)
  const kind = await kindOf(file)
  if (kind && kind !== database.dialect) throw new Refusal('backup-wrong-kind', { file })
  if (!kind) throw new Refusal('backup-file-damaged', { file, reason: 'unknown format' })
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const lock = takeServingLock(url)
  try {
    if (database.dialect === 'postgresql')
      return await orRefused(
        restorePostgresql(url, file, `before_restore_${time}`),
        'backup-file-damaged',
        file,
      )
    const kept = `${database.file}.before-restore-${time}`
    const restored = restoreSqlite(database.file, file, kept)
    return (await orRefused(restored, 'backup-file-damaged', file)) ? kept : undefined
  } finally {
    lock.release()
  }
}

async function orRefused<T>(work: Promise<T>, code: string, file: string): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Damaged) throw new Refusal(code, { file, reason: error.message })
    throw error
  }
}

const beginnings: [Buffer, Dialect][] = [
  [Buffer.from('SQLite format 3\0'), 'sqlite'],
  [Buffer.from([0x1f, 0x8b]), 'postgresql'],
]

/** Which database a backup is of, by its first bytes. */
async function kindOf(file: string): Promise<Dialect | undefined> {
  if (!existsSync(file)) throw new Refusal('backup-file-missing', { file })
  const opened = await open(file)
  try {
    const { buffer } = await opened.read(Buffer.alloc(16), 0, 16, 0)
    return beginnings.find(([start]) => buffer.subarray(0, start.length).equals(start))?.[1]
  } finally {
    await opened.close()
  }
}
