import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/lib/root.ts'
import { settledTown } from '../support/settled-town.ts'

const sample = readFileSync(join(projectRoot, 'src/quiz/bank/sample-questions.csv'))
const prices = Buffer.from('品名,平均价,单位,发布日期\n土豆,1.2,斤,2026-03-02\n')

test('a bank comes in from a secretary by a file, and goes out as one; prices go their own way', async () => {
  const { app, sandbox, yang, zhang } = await settledTown()
  zhang.sendsDocument({ bytes: sample, name: '题库.csv' })
  await zhang.hears('题库要由书记来管')
  zhang.sendsDocument({ bytes: prices, name: '行情.csv' })
  await zhang.hears('行情要由书记来收')

  yang.sendsDocument({ bytes: sample, name: '题库.csv' })
  await yang.presses('和平村的题库')
  await yang.hears('现在还没有收')
  await yang.presses('收进题库')
  await yang.hears('收进和平村的题库了')
  expect(await app.db.question.count()).toBe(25)
  yang.sendsDocument({ bytes: prices, name: '行情.csv' })
  await yang.hears('一共 1 行')

  yang.says('/questions')
  for (const label of ['导出', '表格 XLSX']) await yang.presses(label)
  await yang.hears('和平村的题库，25 道题')
  expect(sandbox.refusals()).toEqual([])
})
