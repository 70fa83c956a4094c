import { expect, test } from 'vitest'
import { type AppliedMigration, pendingMigrations } from '../../../src/lib/database/migration-history.ts'
import { Refusal } from '../../../src/lib/refusal.ts'

const known = ['0001_init', '0002_prices'].map((name) => ({ name, sql: '', checksum: `sum of ${name}` }))
const applied = (name: string, change: Partial<AppliedMigration> = {}) => ({
  name,
  checksum: `sum of ${name}`,
  finished: true,
  ...change,
})

function refusalOf(rows: AppliedMigration[]): string {
  try {
    pendingMigrations(known, rows)
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.args.migration}`
    throw error
  }
  return 'none'
}

test('an operator who upgrades gets what the database does not have yet, in order', () => {
  expect(pendingMigrations(known, []).map(({ name }) => name)).toEqual(['0001_init', '0002_prices'])
  expect(pendingMigrations(known, [applied('0001_init')]).map(({ name }) => name)).toEqual(['0002_prices'])
  expect(
    pendingMigrations(
      known,
      known.map(({ name }) => applied(name)),
    ),
  ).toEqual([])
})

test('an operator who goes back to an older version is told that the database is newer', () => {
  expect(refusalOf([applied('0001_init'), applied('0003_cases')])).toBe('database-newer 0003_cases')
})

test('an operator is told of an upgrade that something else left half done', () => {
  expect(refusalOf([applied('0001_init', { finished: false })])).toBe('database-half-migrated 0001_init')
})

test('an operator is told of a migration whose file was changed after it ran', () => {
  expect(refusalOf([applied('0001_init', { checksum: 'other' })])).toBe('database-edited-migration 0001_init')
})
