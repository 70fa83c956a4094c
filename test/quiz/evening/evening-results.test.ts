import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Counted,
  hardest,
  ownResult,
  questionResults,
  ranking,
} from '../../../src/quiz/evening/evening-results.ts'

const begin = new Date('2026-03-02T11:30:00Z')
const at = (seconds: number) => new Date(begin.getTime() + seconds * 1_000)

const counted = (place: number, right: number[]): Counted => ({
  place,
  pollId: `p${place}`,
  askedAt: at(place * 30),
  question: { kind: 'single', stem: '', options: ['甲', '乙', '丙'], right, explanation: '' },
})
const questions = [counted(0, [0]), counted(1, [1, 2]), counted(2, [2])]

const choice = fc.subarray([0, 1, 2], { minLength: 1 })
const vote = fc.record({ personId: fc.integer({ min: 1, max: 9 }), place: fc.nat(2), chosen: choice })
const votes = fc
  .uniqueArray(vote, { selector: ({ personId, place }) => `${personId}:${place}`, maxLength: 27 })
  .map((list) =>
    list.map(({ place, ...one }) => ({ ...one, pollId: `p${place}`, votedAt: at(place * 30 + 5) })),
  )

describe('counted by the hundreds', () => {
  test('is the same as counted one by one', () => {
    fc.assert(
      fc.property(votes, (cast) => {
        const tallies = cast.map(({ pollId, chosen }) => ({ pollId, chosen, count: 1 }))
        const results = questionResults(questions, tallies)
        const people = [...new Set(cast.map(({ personId }) => personId))]
        const own = people.map((id) =>
          ownResult(
            questions,
            cast.filter(({ personId }) => personId === id),
          ),
        )
        const sum = (list: number[]) => list.reduce((a, b) => a + b, 0)
        expect(sum(results.map(({ right }) => right))).toBe(sum(own.map(({ right }) => right)))
        expect(sum(results.map(({ answered }) => answered))).toBe(cast.length)
        for (const { right, of, missed } of own) expect(right + missed.length).toBe(of)
      }),
    )
  })
})

describe('the one that most got wrong', () => {
  test('goes by the share, then by how many, then by its place; nobody wrong, none', () => {
    const row = (place: number, answered: number, right: number) => ({ place, answered, right })
    expect(hardest([row(0, 10, 5), row(1, 4, 1), row(2, 10, 9)])?.place).toBe(1)
    expect(hardest([row(0, 2, 1), row(1, 10, 5)])?.place).toBe(1)
    expect(hardest([row(1, 2, 1), row(0, 2, 1)])?.place).toBe(0)
    expect(hardest([row(0, 3, 3), row(1, 0, 0)])).toBeUndefined()
  })
})

describe('the best', () => {
  const cast = (personId: number, place: number, chosen: number[], seconds: number) => ({
    personId,
    pollId: `p${place}`,
    chosen,
    votedAt: at(place * 30 + seconds),
  })

  test('are those with more right answers, then with less time over these', () => {
    const ranked = ranking(
      questions,
      [
        cast(1, 0, [0], 20),
        cast(2, 0, [0], 3),
        cast(2, 1, [1], 29),
        cast(3, 0, [0], 9),
        cast(3, 1, [2, 1], 9),
        cast(4, 0, [1], 1),
      ],
      10,
    )
    expect(ranked).toEqual([
      { personId: 3, right: 2, tookMs: 18_000 },
      { personId: 2, right: 1, tookMs: 3_000 },
      { personId: 1, right: 1, tookMs: 20_000 },
    ])
  })

  test('who are alike in both stand by who has been here longer', () => {
    const alike = [cast(9, 0, [0], 7), cast(4, 0, [0], 7), cast(6, 0, [0], 7)]
    expect(ranking(questions, alike, 10).map(({ personId }) => personId)).toEqual([4, 6, 9])
  })

  test('are no more than are to be shown, and an answer before its question was known took no time', () => {
    const many = Array.from({ length: 15 }, (_, n) => cast(n + 1, 0, [0], -5))
    expect(ranking(questions, many, 10)).toHaveLength(10)
    expect(ranking(questions, many, 1)).toEqual([{ personId: 1, right: 1, tookMs: 0 }])
  })
})
