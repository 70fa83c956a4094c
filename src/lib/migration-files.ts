import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Dialect } from './database-url.ts'

/** One step of the schema: its folder's name, its SQL, and the checksum that Prisma notes when it is applied. */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

const root = new URL('../../prisma/migrations/', import.meta.url)

/** Every migration that this version of the program knows, in order. */
export function migrationsOf(dialect: Dialect, folder = fileURLToPath(new URL(dialect, root))): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(`${folder}/${name}/migration.sql`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
