import { bench, describe } from 'vitest'
import { openDatabase } from '../../src/lib/db.ts'
import { importQuestions, readQuestions } from '../../src/quiz/bank/import-questions.ts'
import { testApp } from '../support/app.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { testUnits } from '../support/people.ts'

/** 5,000 questions as a secretary has them; `right` is the letter of the answer of each. */
function bankOf(right: string): Buffer {
  const rows = Array.from(
    { length: 5_000 },
    (_, at) =>
      `单选题,第${at}题：下列关于集体土地承包的说法哪一个正确？,说法甲${at},说法乙${at},说法丙${at},说法丁${at},${right},依据承包法的规定,农村土地承包法,第${at % 40}章,"土地,承包"\n`,
  )
  return Buffer.from(`题型,题目,选项A,选项B,选项C,选项D,答案,解析,出处,章节,标签\n${rows.join('')}`)
}

async function takeIn(town: Awaited<ReturnType<typeof aTown>>, bytes: Buffer) {
  const read = await readQuestions({ fileName: 'q.csv', bytes })
  const file = { fileName: 'q.csv', read }
  return (await importQuestions(town.app, 'cli', town.units.town.id, file)).counts
}

async function aTown() {
  const app = await testApp({ db: await openDatabase(await newDatabaseUrl()) })
  return { app, units: await testUnits(app) }
}

const once = { iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 }

const [empty, full] = [await aTown(), await aTown()]
await takeIn(full, bankOf('A'))
let right = 'A'

describe('a bank of 5,000 questions is taken in', () => {
  bench(
    'all of them new',
    async () => {
      if ((await takeIn(empty, bankOf('A'))).new !== 5_000) throw new Error('not all were new')
    },
    once,
  )
  bench(
    'again, unchanged',
    async () => {
      if ((await takeIn(full, bankOf(right))).unchanged !== 5_000) throw new Error('not all were unchanged')
    },
    once,
  )
  bench(
    'every answer corrected',
    async () => {
      right = right === 'A' ? 'B' : 'A'
      if ((await takeIn(full, bankOf(right))).changed !== 5_000) throw new Error('not all were changed')
    },
    once,
  )
})
