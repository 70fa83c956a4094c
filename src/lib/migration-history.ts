import type { Migration } from './migration-files.ts'

/** A row of Prisma's own table of migrations, without those that were rolled back. */
export interface AppliedMigration {
  name: string
  checksum: string
  finished: boolean
}

/** The database is not one that this version of the program may use. The message tells the operator what to do. */
export class WrongDatabase extends Error {}

const newer = (name: string) =>
  `The database was last used by a newer version of the program (it knows "${name}", this version does not). ` +
  'Start that version, or restore a backup made before the upgrade.'

const halfApplied = (name: string) =>
  `The migration "${name}" was begun and not finished. Restore the backup made before the upgrade.`

const edited = (name: string) =>
  `The migration "${name}" is not the one that was applied to this database. Use the files as they were published.`

/**
 * The migrations still to apply, in order. Throws WrongDatabase when the database is newer than the program,
 * a migration is half applied, or the files differ from what was applied.
 */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  for (const { name, checksum, finished } of applied) {
    const ours = known.find((migration) => migration.name === name)
    if (!ours) throw new WrongDatabase(newer(name))
    if (!finished) throw new WrongDatabase(halfApplied(name))
    if (ours.checksum !== checksum) throw new WrongDatabase(edited(name))
  }
  return known.filter(({ name }) => !applied.some((done) => done.name === name))
}
