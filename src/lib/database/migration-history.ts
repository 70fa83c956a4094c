import { Refusal } from '../refusal.ts'
import type { Migration } from './migration-files.ts'

/** A row of Prisma's own table of migrations, without those that were rolled back. */
export interface AppliedMigration {
  name: string
  checksum: string
  finished: boolean
}

/**
 * The migrations still to apply, in order. Throws a Refusal when the database is newer than the program,
 * a migration is half applied, or the files differ from what was applied.
 */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  for (const { name, checksum, finished } of applied) {
    const ours = known.find((migration) => migration.name === name)
    if (!ours) throw new Refusal('database-newer', { migration: name })
    if (!finished) throw new Refusal('database-half-migrated', { migration: name })
    if (ours.checksum !== checksum) throw new Refusal('database-edited-migration', { migration: name })
  }
  return known.filter(({ name }) => !applied.some((done) => done.name === name))
}
