import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/lib/root.ts'
import { settledTown } from '../support/settled-town.ts'

const folder = join(projectRoot, '../shared/data')
const recent = join(folder, 'prices-market-2021-12.csv')
const old = join(folder, 'prices-vegetables-2015-2016.csv')

test.skipIf(!existsSync(recent))(
  'two real markets’ files come in from a secretary, twice the same, and from nobody else (skipped where they are absent)',
  { timeout: 60_000 },
  async () => {
    const { sandbox, yang, zhang } = await settledTown()
    yang.sendsDocument({ bytes: readFileSync(recent), name: '行情.csv' })
    await yang.hears('一共 580 行')
    const asked = await yang.hears('同一天有两个不一样的价')
    zhang.sendsDocument({ bytes: readFileSync(recent), name: '行情.csv' })
    await zhang.hears('行情要由书记来收')
    yang.sendsDocument({ bytes: readFileSync(recent), name: '行情.csv' })
    expect((await yang.hears('一共 580 行', { after: asked })).text).toContain('没变的 580')
    yang.sendsDocument({ bytes: readFileSync(old), name: '老行情.csv' })
    expect((await yang.hears('一共 4572 行')).text).toContain('没收的 7')
    zhang.says('/price 土豆')
    expect((await zhang.hears('土豆')).text).toContain('2021-12')
    expect(sandbox.refusals()).toEqual([])
  },
)
