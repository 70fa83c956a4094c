import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, inject, onTestFinished, test } from 'vitest'
import { backupDatabase, restoreDatabase } from '../../src/lib/backup.ts'
import { TestClock } from '../../src/lib/clock.ts'
import { type Db, openDatabase } from '../../src/lib/db.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { emptyDatabaseUrl, newDatabaseUrl } from '../support/db.ts'

const now = new TestClock().now()

let folder: string
let file: string
let url: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunxun-backup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  file = join(folder, 'monday.backup')
  url = await newDatabaseUrl()
})

/** Runs `act` as a process of the bot would: with the database open, and closed afterwards. */
async function withDb<T>(of: string, act: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(of, { durable: false })
  try {
    return await act(db)
  } finally {
    await db.close()
  }
}

const unit = (db: Db, name: string, parentId: number | null = null) =>
  db.unit.create({
    data: { kind: 'village', name, parentId, path: `/${randomUUID()}/`, createdAt: now },
  })

const unitNames = (of: string) =>
  withDb(of, async (db) => (await db.unit.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name))

/** Whether a database refuses, and with what. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

test('what the township wrote comes back as it was, to the last character', async () => {
  const strange = `上河村 “quotes” \\n \u2028 🌾 'single' \t <b>`
  const before = await withDb(url, async (db) => {
    const parent = await unit(db, strange)
    await unit(db, '三组', parent.id)
    await db.person.create({
      data: { telegramUserId: 9_007_199_254_740_993n, name: '桂兰', unitId: parent.id, createdAt: now },
    })
    return { units: await db.unit.findMany(), people: await db.person.findMany() }
  })
  await backupDatabase(url, file)
  const elsewhere = await emptyDatabaseUrl()
  expect(await restoreDatabase(elsewhere, file, now)).toBeUndefined()
  await withDb(elsewhere, async (db) => {
    expect({ units: await db.unit.findMany(), people: await db.person.findMany() }).toEqual(before)
    // And it can be written to: the next row takes the next number.
    expect((await unit(db, '下河村')).id).toBe(before.units.length + 1)
    await expect(unit(db, '下河村', 999)).rejects.toThrow()
  })
})

test('what was written after the backup is gone when it is restored, and is kept aside', async () => {
  await withDb(url, (db) => unit(db, 'old'))
  await backupDatabase(url, file)
  await withDb(url, (db) => unit(db, 'new'))
  const kept = await restoreDatabase(url, file, now)
  expect(await unitNames(url)).toEqual(['old'])
  expect(kept).toContain('20260302T010000Z')
  expect(await keptUnits(kept ?? '')).toEqual(['old', 'new'])
})

/** The units in the database that a restore replaced: a file of its own, or a schema beside the new one. */
function keptUnits(kept: string): Promise<string[]> {
  if (inject('dialect') === 'sqlite') return unitNames(`file:${kept}`)
  const sql = `SELECT name FROM "${kept}"."Unit" ORDER BY id`
  return withDb(url, async (db) =>
    (await db.$queryRawUnsafe<{ name: string }[]>(sql)).map(({ name }) => name),
  )
}

test('the bot goes on writing while a backup is made, and every backup is of one moment', async () => {
  await withDb(url, async (db) => {
    let writing = true
    const writer = (async () => {
      // Two rows in one transaction: a backup that has one of them was not of one moment.
      for (let n = 0; writing; n++) {
        await db.transaction(async (tx) => {
          for (const half of ['a', 'b'])
            await tx.unit.create({
              data: { kind: 'village', name: `${n}${half}`, path: `/${n}${half}/`, createdAt: now },
            })
        })
      }
    })()
    try {
      for (const name of ['one', 'two', 'three']) await backupDatabase(url, join(folder, name))
    } finally {
      writing = false
      await writer
    }
  })
  for (const name of ['one', 'two', 'three']) {
    const copy = await emptyDatabaseUrl()
    await restoreDatabase(copy, join(folder, name), now)
    const names = await unitNames(copy)
    expect(names.length % 2).toBe(0)
    expect(names.at(-1)).toBe(names.length ? `${names.length / 2 - 1}b` : undefined)
  }
})

test('a backup never overwrites a file, is for its owner alone, and leaves nothing else behind', async () => {
  await backupDatabase(url, file)
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600')
  const first = await readFile(file)
  expect(await refusal(backupDatabase(url, file))).toBe('backup-file-exists')
  expect(await readFile(file)).toEqual(first)
  expect(await readdir(folder)).toEqual(['monday.backup'])
  expect(await refusal(backupDatabase(url, join(folder, 'no', 'such')))).toBe('backup-folder-missing')
})

test('two backups to one file at once: one is made, the other refused', async () => {
  const both = await Promise.all([refusal(backupDatabase(url, file)), refusal(backupDatabase(url, file))])
  expect(both.toSorted()).toEqual(['backup-file-exists', 'nothing'])
  await restoreDatabase(await emptyDatabaseUrl(), file, now)
})

test('a file that is no whole backup is refused, and the database stays as it is', async () => {
  await withDb(url, async (db) => {
    for (let n = 0; n < 300; n++) await unit(db, `village ${n} ${randomUUID()}`)
  })
  await backupDatabase(url, file)
  const whole = await readFile(file)
  const refused = async (content: Buffer) => {
    await writeFile(file, content)
    return refusal(restoreDatabase(url, file, now))
  }
  const changed = Buffer.from(whole)
  // Where the content is, not where an older version's table has left free pages: SQLite's last page, and the archive's middle.
  const at = inject('dialect') === 'sqlite' ? whole.length - 600 : Math.floor(whole.length / 2)
  changed.fill(0x55, at, at + 600)
  expect(await refused(whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe('backup-file-damaged')
  expect(await refused(changed)).toBe('backup-file-damaged')
  expect(await refused(Buffer.from('hello, this is my shopping list'))).toBe('backup-file-damaged')
  await truncate(file, 0)
  expect(await refusal(restoreDatabase(url, file, now))).toBe('backup-file-damaged')
  expect(await refusal(restoreDatabase(url, join(folder, 'nothing'), now))).toBe('backup-file-missing')
  expect(await unitNames(url)).toHaveLength(300)
})

test('a backup of another kind of database is refused by its kind', async () => {
  const other =
    inject('dialect') === 'sqlite' ? Buffer.from([0x1f, 0x8b, 0x08]) : Buffer.from('SQLite format 3\0')
  await writeFile(file, other)
  expect(await refusal(restoreDatabase(url, file, now))).toBe('backup-wrong-kind')
})

test('a backup of a newer version is refused, not bent', async () => {
  await withDb(url, (db) => db.$executeRaw`UPDATE _prisma_migrations SET migration_name = '9999_cases'`)
  await backupDatabase(url, file)
  const here = await newDatabaseUrl()
  expect(await refusal(restoreDatabase(here, file, now))).toBe('database-newer')
  expect(await unitNames(here)).toEqual([])
})

test('while the database is open nothing is restored over it', async () => {
  await backupDatabase(url, file)
  await withDb(url, async (db) => {
    await unit(db, 'open')
    const code = inject('dialect') === 'sqlite' ? 'database-in-use' : 'database-has-users'
    expect(await refusal(restoreDatabase(url, file, now))).toBe(code)
  })
  expect(await unitNames(url)).toEqual(['open'])
  expect(existsSync(`${url.slice(5)}.before-restore-20260302T010000Z`)).toBe(false)
})
