import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectRoot } from '../src/lib/root.ts'

test('a run that failed says so, though the PostgreSQL of the tests was there', () => {
  const program = "await import('./prisma/scratch-postgres.mjs'); process.exitCode = 3"
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: projectRoot })
  expect(status).toBe(3)
})
