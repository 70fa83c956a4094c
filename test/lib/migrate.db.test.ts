import { expect, inject, test } from 'vitest'
import { schemaFor } from '../../prisma/schemas.mjs'
import { differenceTo } from '../../src/lib/database/migration-diff.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { emptyDatabaseUrl } from '../support/db.ts'

test('the migrations lead to the schema that the program was built with', async () => {
  expect(await differenceTo(schemaFor(inject('dialect')), await emptyDatabaseUrl())).toBe('')
})

test('a new database gets every migration, a second start finds nothing to do', async () => {
  const url = await emptyDatabaseUrl()
  expect(await migrate(url)).toContain('0001_init')
  expect(await migrate(url)).toEqual([])
})

test('two processes that start at once migrate the database once', async () => {
  const url = await emptyDatabaseUrl()
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(applied.flat()).toEqual([...new Set(applied.flat())])
})
