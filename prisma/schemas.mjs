import { readFileSync } from 'node:fs'

/** The two databases that one schema serves. */
export const dialects = ['sqlite', 'postgresql']

export const schemaFile = new URL('./schema.prisma', import.meta.url)

/** The schema for one database: as written for SQLite, derived from it for PostgreSQL. */
export function schemaFor(dialect) {
  const written = readFileSync(schemaFile, 'utf8')
  if (dialect === 'sqlite') return written
  return written
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('../src/generated/sqlite', '../src/generated/postgresql')
}
