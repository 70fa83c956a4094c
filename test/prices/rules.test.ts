import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideRows, type GoodRow } from '../../src/prices/decide-rows.ts'
import { readDay, readFen, readHeader, readRow } from '../../src/prices/price-row.ts'
import { alertSteps, fenPerJin, goodsKey, type Quote, yuan } from '../../src/prices/quote.ts'

describe('a cell', () => {
  test('of yuan is read to the fen, however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.nat(3), (fen, zeros) => {
        const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}${'0'.repeat(zeros)}`
        expect(readFen(text)).toBe(fen)
        expect(
          readFen(` ${text.replaceAll(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? '')}元`),
        ).toBe(fen)
      }),
    )
    expect([readFen('3.5'), readFen('2'), readFen(''), readFen('-')]).toEqual([
      350,
      200,
      undefined,
      undefined,
    ])
    expect(['3.555', '三块', '0', '-1', '1e3', '12345678'].map(readFen)).toEqual(Array(6).fill(null))
  })

  test('of a day is read with or without its time', () => {
    for (const text of ['2021-12-01 00:00:00', '2021/12/1', '20211201', '2021年12月1日', '２０２１-12-01'])
      expect(readDay(text)).toBe('2021-12-01')
    for (const text of ['', '2021-02-30', '昨天', '12-01']) expect(readDay(text)).toBeUndefined()
  })
})

test('the prices to be told at are about 5 % and 10 % off, never the present one, never nothing, each once', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 99_999_999 })), (fen) => {
      const steps = alertSteps(fen)
      expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => b - a))
      expect(steps.some((step) => step > fen)).toBe(true)
      expect(fen === 1 || steps.some((step) => step < fen)).toBe(true)
      for (const step of steps) {
        expect(step).toBeGreaterThan(0)
        expect(step).not.toBe(fen)
        expect(Math.abs(step - fen)).toBeLessThan(fen * 0.1 + 1)
        expect(Math.abs(step - fen)).toBeGreaterThanOrEqual(fen * 0.05)
      }
    }),
  )
  expect([alertSteps(130), alertSteps(5), alertSteps(1)]).toEqual([[143, 137, 123, 117], [6, 4], [2]])
})

describe('money for the eye', () => {
  test('is rounded half up, and exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (numerator, denominator) => {
          const shown = Number(yuan(numerator, denominator)) * 100
          expect(Math.abs(shown - numerator / denominator)).toBeLessThanOrEqual(0.5 + 1e-6)
        },
      ),
    )
    expect([yuan(125), yuan(1, 2), yuan(1, 3), yuan(5), yuan(-10)]).toEqual([
      '1.25',
      '0.01',
      '0.00',
      '0.05',
      '-0.10',
    ])
  })

  test('of another weight is a fraction of a 斤, and of no weight none', () => {
    const of = (unit: string) => fenPerJin(300, unit)
    expect([of('公斤'), of('吨'), of('两'), of('个')]).toEqual([
      { numerator: 300, denominator: 2 },
      { numerator: 300, denominator: 2_000 },
      { numerator: 3_000, denominator: 1 },
      undefined,
    ])
  })
})

test('a row is refused with its reason', () => {
  const header = readHeader({
    line: 1,
    cells: ['品名', '最低价', '平均价', '最高价', '规格', '单位', '发布日期'],
  })
  if (!header) throw new Error('no header')
  const why = (...cells: string[]) => {
    const read = readRow({ line: 2, cells }, header, '集市')
    return 'refused' in read ? read.refused : read.goods.market
  }
  expect(why('土豆', '1', '2', '3', '', '斤', '2026-03-01')).toBe('集市')
  expect(why('', '1', '2', '3', '', '斤', '2026-03-01')).toBe('no-name')
  expect(why('土豆', '', '', '', '', '斤', '2026-03-01')).toBe('no-price')
  expect(why('土豆', '1', '两块', '3', '', '斤', '2026-03-01')).toBe('bad-price')
  expect(why('土豆', '1', '2', '3', '', '', '2026-03-01')).toBe('no-unit')
  expect(why('土豆', '1', '2', '3', '', '斤', '')).toBe('bad-day')
  expect(why('土豆', '4', '', '3', '', '斤', '2026-03-01')).toBe('low-above-high')
  expect(why('土豆', '1', '4', '3', '', '斤', '2026-03-01')).toBe('average-outside')
  expect(readHeader({ line: 1, cells: ['名字', '电话'] })).toBeUndefined()
})

describe('of the rows of a file', () => {
  const goods = { market: '', name: '土豆', grade: '', origin: '', unit: '斤' }
  const row = (day: string, average: number): GoodRow => ({
    line: 1,
    goods,
    quote: { day, low: undefined, average, high: undefined },
  })
  const anyRow = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom(100, 110, 120, 5_000))
    .map(([day, fen]) => row(`2026-02-${String(day).padStart(2, '0')}`, fen))

  test('each is counted once, and nothing is new the second time', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 40 }), (rows) => {
        const first = decideRows(rows, new Map())
        expect(first).toHaveLength(rows.length)
        const quotes: Quote[] = first.filter(({ what }) => what === 'new').map(({ quote }) => quote)
        const asked = first.filter(({ what }) => what === 'waiting').map(({ quote }) => quote)
        const again = decideRows(rows, new Map([[goodsKey(goods), { quotes, asked }]]))
        expect(again.every(({ what }) => what === 'unchanged')).toBe(true)
      }),
    )
  })

  test('those that contradict each other wait, and so do jumps; the same said twice is one', () => {
    const what = (...rows: GoodRow[]) => decideRows(rows, new Map()).map((one) => one.what)
    expect(what(row('2026-02-01', 100), row('2026-02-01', 100))).toEqual(['new', 'unchanged'])
    expect(what(row('2026-02-01', 100), row('2026-02-01', 120))).toEqual(['waiting', 'waiting'])
    expect(what(row('2026-02-01', 100), row('2026-02-05', 1_001))).toEqual(['new', 'waiting'])
    expect(what(row('2026-02-01', 100), row('2026-02-05', 9))).toEqual(['new', 'waiting'])
    expect(what(row('2026-01-01', 100), row('2026-04-05', 1_001))).toEqual(['new', 'new'])
  })
})
