import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Asked,
  answerMs,
  checkQuestion,
  countUnits,
  missingUnits,
  otherWordMs,
  overAt,
  pressed,
  sweepWords,
} from '../../src/cases/sweeps/sweep.ts'
import { projectRoot } from '../../src/lib/root.ts'

const at = new Date('2026-03-02T00:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)
const round = { at }
const asked = (unitId: number, more: Partial<Asked> = {}): Asked => ({
  id: 1,
  roundId: 1,
  unitId,
  officerId: 7,
  deputyId: undefined,
  word: undefined,
  answeredById: undefined,
  answeredAt: undefined,
  nextAt: undefined,
  ...more,
})

describe('a press', () => {
  const said = { word: 'nothing', answeredById: 7, answeredAt: at } as const

  test('counts, and said again it changes nothing', () => {
    expect(pressed(asked(1), 'nothing', 7, at)).toBe('noted')
    expect(pressed(said, 'nothing', 7, later(otherWordMs + 1))).toBe('same')
    expect(pressed(said, 'nothing', 8, at)).toBe('same')
  })

  test('can be put right for a minute, by who pressed it', () => {
    expect(pressed(said, 'something', 7, later(otherWordMs))).toBe('noted')
    expect(pressed(said, 'something', 7, later(otherWordMs + 1))).toBe('kept')
    expect(pressed(said, 'something', 8, later(1))).toBe('kept')
  })
})

test('a unit counts as answered by the first of its officers, and "something" before "nothing"', () => {
  const rows = [
    asked(1, { word: 'nothing', answeredAt: later(1) }),
    asked(1, { officerId: 8 }),
    asked(2, { word: 'nothing', answeredAt: later(1) }),
    asked(2, { officerId: 8, word: 'something', answeredAt: later(2) }),
    asked(3),
  ]
  expect(countUnits(rows, round)).toEqual({ nothing: 1, something: 1, missing: 1, late: 0 })
  expect(missingUnits(rows)).toEqual([3])
})

test('an answer after the time is over counts, and is counted as late', () => {
  const late = asked(1, { word: 'nothing', answeredAt: later(2 * answerMs + 1) })
  const inTime = asked(2, { word: 'nothing', answeredAt: overAt(round) })
  expect(countUnits([late, inTime], round)).toEqual({ nothing: 2, something: 0, missing: 0, late: 1 })
})

test('whatever was said, every unit is counted once, and those that are missing are named', () => {
  const row = fc
    .record({ unitId: fc.nat(5), word: fc.constantFrom(undefined, ...sweepWords), ms: fc.nat(3 * answerMs) })
    .map(({ unitId, word, ms }) => asked(unitId, word ? { word, answeredAt: later(ms) } : {}))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const { nothing, something, missing, late } = countUnits(rows, round)
      expect(nothing + something + missing).toBe(new Set(rows.map(({ unitId }) => unitId)).size)
      expect(missingUnits(rows)).toHaveLength(missing)
      expect(late).toBeLessThanOrEqual(nothing + something)
      expect(countUnits(rows.toReversed(), round)).toEqual({ nothing, something, missing, late })
    }),
  )
})

test('a question is neither empty nor endless', () => {
  expect(() => checkQuestion(' ')).toThrow(expect.objectContaining({ code: 'sweep-question-empty' }))
  expect(() => checkQuestion('路'.repeat(201))).toThrow(
    expect.objectContaining({ code: 'sweep-question-too-long' }),
  )
  checkQuestion('路'.repeat(200))
})

test('what is answered has no room for words: no field of it is text', () => {
  const schema = readFileSync(join(projectRoot, 'prisma/schema.prisma'), 'utf8')
  const [, fields = ''] = /^model SweepAnswer \{\n([^}]*)\}/m.exec(schema) ?? []
  expect(fields).toContain('word')
  expect(fields).not.toMatch(/\b(String|Json|Bytes)\b/)
})
