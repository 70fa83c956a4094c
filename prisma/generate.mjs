// Generates the two Prisma clients (SQLite and PostgreSQL) from one schema. Does nothing when they are up to date.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { dialects, schemaFor } from './schemas.mjs'

const require = createRequire(import.meta.url)
const prismaCli = require.resolve('prisma/build/index.js')
const generated = new URL('../src/generated/', import.meta.url)
const stampFile = new URL('stamp', generated)

/** What the generated code depends on: the schema, this folder's scripts and Prisma's version. */
function stamp() {
  const hash = createHash('sha256').update(require('prisma/package.json').version)
  for (const dialect of dialects) hash.update(schemaFor(dialect))
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest('hex')
}

function isUpToDate(wanted) {
  const clients = dialects.map((dialect) => new URL(`${dialect}/client.ts`, generated))
  return existsSync(stampFile) && clients.every(existsSync) && readFileSync(stampFile, 'utf8') === wanted
}

/** Prisma insists on having its schema engine, and would download it, but generating does not use it. */
const environment = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
}

async function generate(dialect) {
  const schema = fileURLToPath(new URL(`${dialect}.generated.prisma`, import.meta.url))
  writeFileSync(schema, schemaFor(dialect))
  await promisify(execFile)(process.execPath, [prismaCli, 'generate', '--schema', schema], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: environment,
  })
}

const wanted = stamp()
if (!isUpToDate(wanted)) {
  rmSync(generated, { recursive: true, force: true })
  mkdirSync(generated, { recursive: true })
  await Promise.all(dialects.map(generate))
  writeFileSync(stampFile, wanted)
  process.stdout.write('Generated the database clients.\n')
}
