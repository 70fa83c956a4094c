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

/** Empties every table that has something in it, and lets the numbers begin at 1 again. */
const emptied = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET session_replication_role = replica;
  DO $$
  DECLARE name text; is_filled boolean;
  BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO is_filled;
      CONTINUE WHEN NOT is_filled;
      IF pg_relation_size(format('%I', name)::regclass) > 500000 THEN EXECUTE format('TRUNCATE %I CASCADE', name);
      ELSE EXECUTE format('DELETE FROM %I', name);
      END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
      FROM pg_sequences WHERE last_value IS NOT NULL;
  END $$`

interface Kept {
  url: string
  client: pg.Client
}

/** Databases of this worker that no test is using. */
const kept: Kept[] = []

async function keptDatabase(): Promise<Kept> {
  const before = kept.pop()
  if (before) return before
  const name = `kept_${randomUUID().replaceAll('-', '')}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE template1 STRATEGY FILE_COPY`)
  const url = `${inject('databases')}/${name}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // It ends with the server.
  client.on('error', () => undefined)
  return { url, client }
}

/** A database that is emptied after the test for the next one: to make and to drop one takes far longer. */
async function lentPostgresqlUrl(): Promise<string> {
  const database = await keptDatabase()
  onTestFinished(async () => {
    await database.client.query(emptied)
    kept.push(database)
  })
  return database.url
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

/** A migrated database with nothing in it, closed by itself when the test has finished. */
export async function openTestDb(options: DatabaseOptions = {}): Promise<Db> {
  const isPostgresql = inject('dialect') === 'postgresql'
  const url = await (isPostgresql ? lentPostgresqlUrl() : newDatabaseUrl())
  const db = await openDatabase(url, { durable: false, ...options })
  onTestFinished(() => db.close())
  return db
}
