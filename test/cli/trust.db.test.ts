import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { casesOf } from '../../src/cases/list-cases.ts'
import { marksOf } from '../../src/cases/trust/identity.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { runCli } from '../../src/cli.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { type CaseTown, caseTown } from '../cases/town.ts'
import { testRandom } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'

const [key, newKey] = ['42'.repeat(32), '43'.repeat(32)]

let town: CaseTown
let environment: Record<string, string>
let lines: string[]

/** A town with three cases, and the operator's shell beside it. */
beforeEach(async () => {
  const url = await newDatabaseUrl()
  const db = await openDatabase(url, { durable: false })
  onTestFinished(() => db.close())
  town = await caseTown({ db })
  environment = {
    DATABASE_URL: url,
    BOT_TOKEN: '123456:a-token-for-tests-and-nothing-else',
    ENCRYPTION_KEY: key,
  }
  lines = []
  for (const privacy of ['named', 'confidential', 'sealed'] as const) {
    const { id } = await town.file({ privacy })
    await acceptCase(town.app, { personId: town.wang.id }, id)
  }
})

async function run(...argv: string[]): Promise<number> {
  lines.length = 0
  const out = (line: string) => lines.push(line)
  return runCli([...argv, '--json'], { environment, out, err: out })
}

const json = () => JSON.parse(lines.at(-1) ?? '')

/** The same town with these keys, newest first. */
const withKeys = (...hex: [string, ...string[]]) => {
  const [first, ...older] = hex.map((text) => Buffer.from(text, 'hex'))
  if (!first) throw new Error('no key')
  return { ...town.app, identities: createKeyRing([first, ...older], testRandom('cli'), 'identities') }
}

test('the audit says how much it read, and names what was changed since', async () => {
  expect(await run('audit')).toBe(0)
  expect(json()).toEqual({ cases: 3, events: 6, broken: [] })
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('3 件诉求、6 步')
  const { db } = town.app
  const [one, other] = await db.case.findMany({ orderBy: { id: 'asc' } })
  await db.caseEvent.updateMany({ where: { caseId: one?.id ?? 0, seq: 2 }, data: { byId: 1_000 } })
  await db.case.update({ where: { id: other?.id ?? 0 }, data: { state: 'closed' } })
  expect(await run('audit')).toBe(1)
  expect(json()).toEqual({
    cases: 3,
    events: 6,
    broken: [
      { number: one?.number, seq: 2, wrong: 'changed' },
      { number: other?.number, seq: 2, wrong: 'state' },
    ],
  })
  expect(lines.slice(1, 3)).toEqual([
    `诉求 ${one?.number} 第 2 步对不上：改过了`,
    `诉求 ${other?.number} 第 2 步对不上：和现在的状态不一样`,
  ])
})

test('identities go over to a new key, again and again; then the old key is not needed', async () => {
  Object.assign(environment, { IDENTITY_KEY: newKey, OLD_IDENTITY_KEYS: key })
  expect(await run('rotate-identities')).toBe(0)
  expect(json()).toEqual({ rotated: 3, current: 0 })
  expect(await run('rotate-identities')).toBe(0)
  expect(json()).toEqual({ rotated: 0, current: 3 })
  delete environment.OLD_IDENTITY_KEYS
  expect(await run('rotate-identities')).toBe(0)
  const { zhang } = town
  const [after, before] = [withKeys(newKey), withKeys(key)]
  expect(await casesOf(town.app.db, after, zhang.id)).toHaveLength(3)
  expect(await casesOf(town.app.db, before, zhang.id)).toEqual([])
  expect(marksOf(after, zhang.id)).not.toEqual(marksOf(before, zhang.id))
})

test('without the old key it says in words what is missing, and changes nothing', async () => {
  environment.IDENTITY_KEY = newKey
  expect(await run('rotate-identities')).toBe(1)
  expect(json()).toEqual({ why: 'identities-key-missing' })
  expect(lines.join()).not.toContain(key)
  expect(await casesOf(town.app.db, withKeys(key), town.zhang.id)).toHaveLength(3)
})
