import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../../src/cli.ts'
import { newDatabaseUrl } from '../support/db.ts'

async function operator() {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-cli-'))
  const environment = {
    DATABASE_URL: await newDatabaseUrl(),
    BOT_TOKEN: '123456:a-token-for-tests-and-nothing-else',
    ENCRYPTION_KEY: '42'.repeat(32),
  }
  const lines: string[] = []
  const run = async (...argv: string[]) => {
    lines.length = 0
    const out = (line: string) => lines.push(line)
    return runCli(argv, { environment, out, err: out })
  }
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const json = () => JSON.parse(lines.at(-1) ?? '')
  return { run, file, json, lines, folder, environment }
}

test('prices are taken in from a file, and counted as one JSON object in the last line', async () => {
  const { run, file, json, lines } = await operator()
  const prices = await file(
    'p.csv',
    '品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n番茄,x,斤,2026-03-02\n',
  )
  expect(await run('import', 'prices', prices, '--json', '--market', '集市')).toBe(0)
  expect(json()).toMatchObject({ new: 1, unchanged: 0, corrected: 0, refused: 1, waiting: 0 })
  expect(lines[0]).toContain('一共 2 行')
  expect(lines[1]).toContain('第 3 行：价看不懂')
  expect(await run('import', 'prices', prices, '--json', '--market', '集市')).toBe(0)
  expect(json()).toMatchObject({ new: 0, unchanged: 1 })
})

test('a market can be named for a file of prices, and for nothing else', async () => {
  const { run, lines } = await operator()
  expect(await run('import', 'prices', '--help')).toBe(0)
  expect(lines.join('\n')).toContain('--market <name>')
  for (const command of [
    ['backup', 'f'],
    ['restore', 'f'],
    ['health'],
    ['owner-link'],
    ['import', 'units', 'f'],
  ]) {
    expect(await run(...command, '--help')).toBe(0)
    expect(lines.join('\n')).not.toContain('--market')
    expect(await run(...command, '--market', '集市')).toBe(2)
  }
})

test('the tree of units is taken in, again and again', async () => {
  const { run, file, json, lines } = await operator()
  const units = await file('u.csv', 'kind,name,parent\n镇,青禾镇,\n村,和平村,\n组,一组,和平村\n')
  expect(await run('import', 'units', units, '--json')).toBe(0)
  expect(json()).toEqual({ new: 3, unchanged: 0 })
  expect(await run('import', 'units', units, '--json')).toBe(0)
  expect(json()).toEqual({ new: 0, unchanged: 3 })
  expect(await run('import', 'units', await file('v.csv', 'kind,name,parent\n州,大州,\n'))).toBe(1)
  expect(lines[0]).toContain('第 2 行的“州”')
})

test('a backup is written once, and put back', async () => {
  const { run, folder, json, lines } = await operator()
  const backup = join(folder, 'town.backup')
  expect(await run('backup', backup, '--json')).toBe(0)
  expect(json()).toEqual({ file: backup })
  expect(await run('backup', backup, '--json', '--language', 'en')).toBe(1)
  expect(json()).toMatchObject({ refused: 'backup-file-exists' })
  expect(await run('restore', backup, '--json')).toBe(0)
  expect(json()).toMatchObject({ file: backup })
  expect(await run('restore', join(folder, 'nothing'))).toBe(1)
  expect(lines[0]).toContain('没有找到备份文件')
})

test('health counts, and the owner’s link is given out until there is an owner', async () => {
  const { run, json } = await operator()
  expect(await run('health', '--json')).toBe(0)
  expect(json()).toMatchObject({ waiting: 0, parked: 0, queued: 0, rejected: 0, doubtful: 0 })
  expect(await run('owner-link', '--json')).toBe(0)
  expect(json().start).toMatch(/^invite-[\w-]{32}$/)
})

test('a wrong call or a bad setting ends with 2, and a missing file with one sentence', async () => {
  const { run, lines, environment } = await operator()
  expect(await run('dance')).toBe(2)
  expect(await run('import', 'prices', '/nowhere.csv')).toBe(1)
  expect(lines).toEqual(['没有找到文件 /nowhere.csv。'])
  environment.ENCRYPTION_KEY = 'short'
  expect(await run('health')).toBe(2)
  expect(lines[0]).toContain('ENCRYPTION_KEY')
  expect(lines.join()).not.toContain('short')
})

test('with --json the last line is one JSON object, whatever went wrong', async () => {
  const { run, json, lines, environment } = await operator()
  expect(await run('import', 'prices', '--json')).toBe(2)
  expect(json().failed).toContain('missing required argument')
  expect(await run('dance', '--json')).toBe(2)
  expect(json()).toHaveProperty('failed')
  environment.DATABASE_URL = 'postgresql://town:hush@127.0.0.1:1/cunxun'
  expect(await run('health', '--json')).toBe(1)
  expect(json()).toMatchObject({ refused: 'database-unreachable' })
  expect(lines[0]).toMatch(/^连不上数据库/)
  expect(lines.join()).not.toContain('hush')
  environment.ENCRYPTION_KEY = 'short'
  expect(await run('health', '--json')).toBe(2)
  expect(json().failed).toContain('ENCRYPTION_KEY')
})
