// npm run migration -- NAME: writes the SQL that leads from the existing migrations to schema.prisma, for both databases.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { differenceTo } from '../dist/lib/database/migration-diff.js'
import { migrationsOf } from '../dist/lib/database/migration-files.js'
import { dialects, schemaFor } from './schemas.mjs'
import { startScratchPostgres } from './scratch-postgres.mjs'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('usage: npm run migration -- NAME   (lower case, digits, underscores)\n')
  process.exit(2)
}

const folderOf = (dialect) => fileURLToPath(new URL(`./migrations/${dialect}`, import.meta.url))

function write(dialect, sql) {
  const number = String(migrationsOf(dialect).length + 1).padStart(4, '0')
  const folder = join(folderOf(dialect), `${number}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
  process.stdout.write(`${folder}/migration.sql\n`)
}

const postgres = await startScratchPostgres()
const scratch = mkdtempSync(join(tmpdir(), 'cunxun-migration-'))
const urls = { sqlite: `file:${scratch}/scratch.db`, postgresql: `${postgres.url}/postgres` }
try {
  for (const dialect of dialects) mkdirSync(folderOf(dialect), { recursive: true })
  const changes = await Promise.all(
    dialects.map(async (dialect) => ({
      dialect,
      sql: await differenceTo(schemaFor(dialect), urls[dialect]),
    })),
  )
  for (const { dialect, sql } of changes.filter(({ sql }) => sql !== '')) write(dialect, sql)
  if (changes.every(({ sql }) => sql === '')) process.stdout.write('The migrations agree with the schema.\n')
} finally {
  await postgres.stop()
  rmSync(scratch, { recursive: true })
}
