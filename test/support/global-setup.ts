import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startScratchPostgres } from '../../prisma/scratch-postgres.mjs'
import { migrate } from '../../src/lib/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    dialect: 'sqlite' | 'postgresql'
    /** Where test databases are made: a folder for SQLite, a server's URL for PostgreSQL. */
    databases: string
    /** A folder in which every test's app keeps its files. */
    files: string
  }
}

async function sqliteTemplate(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-sqlite-'))
  await migrate(`file:${folder}/template.db`)
  project.provide('databases', folder)
  return () => rm(folder, { recursive: true, force: true })
}

async function postgresqlTemplate(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratchPostgres()
  await migrate(`${server.url}/template1`)
  project.provide('databases', server.url)
  return server.stop
}

/** Tests that start the program as its own process run what is written now, not what was built some time ago. */
function build(): void {
  execFileSync(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
    '--noCheck',
  ])
}

/** Makes one migrated database that every test's own is copied from, and a folder for files; removes everything afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (project.name === 'sqlite') build()
  const end = await (project.name === 'postgresql' ? postgresqlTemplate(project) : sqliteTemplate(project))
  const files = await mkdtemp(join(tmpdir(), 'cunxun-files-'))
  project.provide('files', files)
  return async () => {
    await rm(files, { recursive: true, force: true })
    await end()
  }
}
