import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../root.ts'
import type { Dialect } from './url.ts'

/** One step of the schema: its folder's name, its SQL, and the checksum that Prisma notes when it is applied. */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Every migration that this version of the program knows, in order. */
export function migrationsOf(dialect: Dialect): Migration[] {
  const folder = join(projectRoot, 'prisma', 'migrations', dialect)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(`${folder}/${name}/migration.sql`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
