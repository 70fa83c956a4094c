import { randomUUID } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type DatabaseOptions, type Db, openDatabase } from '../../src/lib/db.ts'

/** Runs one statement on the PostgreSQL server of this test run. */
export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('databases')}/postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function newPostgresqlUrl(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  onTestFinished(() => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return `${inject('databases')}/${name}`
}

/** The URL of a new migrated database for this test alone, on whichever database the run is about. */
export async function newDatabaseUrl(): Promise<string> {
  if (inject('dialect') === 'postgresql') return newPostgresqlUrl('template1')
  const folder = inject('databases')
  const file = `${folder}/${randomUUID()}.db`
  await copyFile(`${folder}/template.db`, file)
  return `file:${file}`
}

/** The URL of a new database with nothing in it. */
export async function emptyDatabaseUrl(): Promise<string> {
  if (inject('dialect') === 'postgresql') return newPostgresqlUrl('template0')
  return `file:${inject('databases')}/${randomUUID()}.db`
}

/** A new migrated database, closed by itself when the test has finished. */
export async function openTestDb(options: DatabaseOptions = {}): Promise<Db> {
  const db = await openDatabase(await newDatabaseUrl(), { durable: false, ...options })
  onTestFinished(() => db.close())
  return db
}
