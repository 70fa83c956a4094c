import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../../src/cli.ts'
import { readTable } from '../../src/lib/read-table.ts'
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

test('a bank of questions is looked at, taken in, and written as every format', async () => {
  const { run, file, json, lines, folder } = await operator()
  const bank = await file(
    'q.csv',
    '题型,题目,选项A,选项B,答案\n单选题,哪年？,1919,1921,B\n多选题,哪些？,甲,乙,AB\n判断题,水火无情,,,对\n填空题,五四,,,x\n',
  )
  expect(await run('import', 'questions', bank)).toBe(1)
  expect(lines[0]).toContain('还没有单位')
  const units = 'kind,name,parent\n镇,青禾镇,\n村,和平村,\n村,团结村,\n组,一组,和平村\n组,一组,团结村\n'
  await run('import', 'units', await file('u.csv', units))
  const counts = { new: 3, changed: 0, unchanged: 0, refused: 1 }
  expect(await run('import', 'questions', bank, '--dry-run', '--json')).toBe(0)
  expect(lines.slice(0, 2)).toEqual([
    '只看不收：新的 3 道，有改动的 0 道，一样的 0 道，收不了的 1 道。',
    '第 5 行：填空、简答这类题收不了，只收单选、多选和判断',
  ])
  const notes = { retired: 0, learners: 0, unknown: [], without: [] }
  expect(json()).toEqual({ ...counts, ...notes, problems: [{ line: 5, why: 'fill-in' }] })
  expect(await run('import', 'questions', bank, '--json')).toBe(0)
  expect(json()).toMatchObject(counts)
  expect(await run('import', 'questions', bank, '--json', '--language', 'en')).toBe(0)
  expect(json()).toMatchObject({ new: 0, changed: 0, unchanged: 3, refused: 1 })
  expect(lines[0]).toContain('3 the same')

  for (const [name, count] of [
    ['o.csv', 3],
    ['o.xlsx', 3],
    ['o.gift', 3],
    ['o.txt', 2],
  ] as const) {
    const path = join(folder, name)
    expect(await run('export', 'questions', path, '--json'), name).toBe(0)
    expect(json()).toEqual({ file: path, count, leftOut: 3 - count })
    expect(await run('import', 'questions', path, '--json'), name).toBe(0)
    expect(json()).toEqual({ new: 0, changed: 0, unchanged: count, refused: 0, ...notes, problems: [] })
    expect(await run('export', 'questions', path), name).toBe(1)
    expect(lines[0]).toContain('已经有了')
  }
  expect(await run('export', 'questions', join(folder, 'o.md'))).toBe(1)
  expect(lines[0]).toContain('--format')
  expect(await run('export', 'questions', join(folder, 'o.md'), '--format', 'gift')).toBe(0)

  expect(await run('import', 'questions', bank, '--unit', '一组')).toBe(1)
  expect(lines[0]).toContain('有 2 个')
  expect(await run('import', 'questions', bank, '--unit', '和平村/一组', '--json')).toBe(0)
  expect(json()).toMatchObject({ new: 3 })
  expect(await run('import', 'questions', bank, '--unit', '无名村')).toBe(1)
  expect(await run('export', 'questions', join(folder, 'e.csv'), '--unit', '团结村')).toBe(1)
  expect(lines[0]).toContain('没有在用的题')
})

test('all that is refused of a bank is told, and written back; what it does to the retired is said before', async () => {
  const { run, file, json, lines, folder } = await operator()
  await run('import', 'units', await file('u.csv', 'kind,name,parent\n镇,青禾镇,\n'))
  const rows = Array.from({ length: 23 }, (_, at) => `单选题,题${at},甲,乙,,x\n`).join('')
  const bank = await file('q.csv', `题型,题目,选项A,选项B,答案,试题分析\n判断题,好,,,对,x\n${rows}`)
  const refused = join(folder, 'refused.xlsx')
  expect(await run('import', 'questions', bank, '--dry-run', '--refused', refused, '--json')).toBe(0)
  expect(json().problems).toHaveLength(23)
  expect(json()).toMatchObject({ refused: 23, unknown: ['试题分析'] })
  expect(lines.slice(0, 3)).toEqual([
    '只看不收：新的 1 道，有改动的 0 道，一样的 0 道，收不了的 23 道。',
    '没认出的列：试题分析',
    '第 3 行：没有答案',
  ])
  expect(lines).toContain('第 25 行：没有答案')
  const table = await readTable(readFileSync(refused))
  expect(table.slice(0, 3).map(({ cells }) => cells.slice(0, 3))).toEqual([
    ['没收的原因', '题型', '题目'],
    ['', '判断题', '好'],
    ['没有答案', '单选题', '题0'],
  ])
  expect(await run('import', 'questions', bank, '--refused', refused)).toBe(1)
  expect(lines[0]).toContain('已经有了')
})

test('a folder in the place of a file, and a folder that is not there, are told in one line', async () => {
  const { run, file, json, lines, folder } = await operator()
  await run('import', 'units', await file('u.csv', 'kind,name,parent\n镇,青禾镇,\n'))
  expect(await run('import', 'questions', folder, '--json')).toBe(1)
  expect(lines[0]).toBe(`${folder} 是文件夹，不是文件。`)
  expect(json()).toEqual({ why: 'cli-not-a-file', file: folder })
  expect(await run('export', 'questions', join(folder, 'none', 'o.csv'))).toBe(1)
  expect(lines).toEqual([`没有文件夹 ${join(folder, 'none')}。`])
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
  const { run, folder, json, lines, environment } = await operator()
  const backup = join(folder, 'town.backup')
  expect(await run('backup', backup, '--json')).toBe(0)
  expect(json()).toEqual({ file: backup, files: './data/files' })
  expect(await run('backup', backup, '--json', '--language', 'en')).toBe(1)
  expect(json()).toMatchObject({ why: 'backup-file-exists' })
  expect(await run('restore', backup, '--json')).toBe(0)
  expect(json()).toMatchObject({ file: backup })
  expect(await run('restore', join(folder, 'nothing'))).toBe(1)
  expect(lines[0]).toContain('没有找到备份文件')
  Object.assign(environment, { FILES_URL: 's3://KEY:hush@s3.example.org/town' })
  expect(await run('backup', join(folder, 'second.backup'))).toBe(0)
  expect(lines.join('\n')).toContain('诉求的附件不在里面，请另外复制：https://s3.example.org/town')
  expect(lines.join('\n')).not.toContain('hush')
})

test('health counts, and the owner’s link is given out until there is an owner', async () => {
  const { run, json } = await operator()
  expect(await run('health', '--json')).toBe(0)
  expect(json()).toMatchObject({ waiting: 0, parked: 0, queued: 0, rejected: 0, doubtful: 0 })
  expect(json()).toMatchObject({ filesWaiting: 0, filesLate: 0, filesRefused: 0 })
  expect(await run('owner-link', '--json')).toBe(0)
  expect(json().start).toMatch(/^invite-[\w-]{32}$/)
})

/** The next Tuesday or Sunday from a week ahead on: what the operator's own clock can mean. */
function comingDay(weekday: 2 | 0): string {
  const day = new Date(Date.now() + 7 * 86_400_000)
  while (day.getUTCDay() !== weekday) day.setTime(day.getTime() + 86_400_000)
  return day.toISOString().slice(0, 10)
}

test('a day is noted as off or as worked, and forgotten', async () => {
  const { run, json, lines } = await operator()
  const [tuesday, sunday] = [comingDay(2), comingDay(0)]
  expect(await run('day', tuesday, 'off', '藏历新年', '--json')).toBe(0)
  expect(lines[0]).toBe(`记下了：${tuesday} 放假，藏历新年。跟着改的期限有 0 个。`)
  expect(json()).toEqual({ day: tuesday, name: '藏历新年', moved: 0 })
  expect(await run('day', sunday, 'worked', 'make-up day', '--json', '--language', 'en')).toBe(0)
  expect(lines[0]).toBe(`Noted: ${sunday} is worked, make-up day. 0 deadlines follow.`)
  expect(await run('day', sunday, 'worked', '补班')).toBe(0)
  expect(await run('day', tuesday, 'forget', '--json')).toBe(0)
  expect(lines[0]).toBe(`去掉了：${tuesday} 藏历新年。跟着改的期限有 0 个。`)
  expect(await run('day', tuesday, 'forget', '--json')).toBe(1)
  expect(json()).toEqual({ why: 'days-unknown', day: tuesday })
  expect(await run('day', tuesday, 'worked', '赶集', '--json')).toBe(1)
  expect(json()).toEqual({ why: 'days-already-worked', day: tuesday })
  expect(await run('day', tuesday, 'off', '--json')).toBe(1)
  expect(json()).toEqual({ why: 'days-name-length', longest: 30 })
  expect(await run('day', tuesday, 'closed')).toBe(1)
  expect(lines).toEqual(['日子后面请写 off（放假）、worked（上班）或者 forget（去掉）。'])
  expect(await run('day', 'someday', 'off', '藏历新年')).toBe(1)
  expect(lines[0]).toContain('没看懂是哪一天')
  expect(await run('day', tuesday)).toBe(2)
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
  expect(json()).toMatchObject({ why: 'database-unreachable' })
  expect(lines[0]).toMatch(/^连不上数据库/)
  expect(lines.join()).not.toContain('hush')
  environment.ENCRYPTION_KEY = 'short'
  expect(await run('health', '--json')).toBe(2)
  expect(json().failed).toContain('ENCRYPTION_KEY')
})
