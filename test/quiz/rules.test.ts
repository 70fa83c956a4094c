import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draw, shuffledPlaces } from '../../src/quiz/draw.ts'
import { isAskedOn, isRight } from '../../src/quiz/question.ts'
import { isOfSet } from '../../src/quiz/question-set.ts'
import { testRandom } from '../support/app.ts'

describe('a draw', () => {
  test('takes no item twice, nothing that was not there, and as many as there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.nat(40), fc.string(), (items, count, seed) => {
        const drawn = draw(testRandom(seed), items, count)
        expect(drawn).toHaveLength(Math.min(count, items.length))
        expect(new Set(drawn).size).toBe(drawn.length)
        for (const one of drawn) expect(items).toContain(one)
      }),
    )
  })

  test('favours nobody: each of five comes first about as often', () => {
    const random = testRandom()
    const firsts = Array.from({ length: 5_000 }, () => draw(random, [0, 1, 2, 3, 4], 1)[0])
    for (const item of [0, 1, 2, 3, 4]) {
      const times = firsts.filter((first) => first === item).length
      expect(times).toBeGreaterThan(850)
      expect(times).toBeLessThan(1_150)
    }
  })

  test('shuffled places are all the places', () => {
    expect(shuffledPlaces(testRandom(), 8).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
})

describe('right', () => {
  const places = fc.uniqueArray(fc.nat(7), { minLength: 1 })

  test('is what names every right option and no other, in any order', () => {
    fc.assert(
      fc.property(places, fc.uniqueArray(fc.nat(7)), (right, chosen) => {
        const same = right.toSorted().join() === chosen.toSorted().join()
        expect(isRight({ right }, chosen)).toBe(same)
      }),
    )
  })

  test('holds for the right ones themselves, turned round', () => {
    fc.assert(
      fc.property(places, (right) => {
        expect(isRight({ right }, right.toReversed())).toBe(true)
      }),
    )
  })

  test('is never an empty answer', () => {
    fc.assert(
      fc.property(places, (right) => {
        expect(isRight({ right }, [])).toBe(false)
      }),
    )
  })
})

test('a question is asked within its days and not after it was retired', () => {
  const always = { retiredAt: undefined, validFrom: undefined, validUntil: undefined }
  expect(isAskedOn(always, '2026-03-02')).toBe(true)
  expect(isAskedOn({ ...always, validFrom: '2026-03-02', validUntil: '2026-03-02' }, '2026-03-02')).toBe(true)
  expect(isAskedOn({ ...always, validFrom: '2026-03-03' }, '2026-03-02')).toBe(false)
  expect(isAskedOn({ ...always, validUntil: '2026-03-01' }, '2026-03-02')).toBe(false)
  expect(isAskedOn({ ...always, retiredAt: new Date(0) }, '2026-03-02')).toBe(false)
})

test('a set is of its chapters and of any of its tags', () => {
  const question = { chapter: '第一章', tags: ['党史', '纪律'] }
  expect(isOfSet({ chapters: [], tags: [] }, question)).toBe(true)
  expect(isOfSet({ chapters: ['第一章'], tags: ['党史', '惠农'] }, question)).toBe(true)
  expect(isOfSet({ chapters: ['第二章'], tags: [] }, question)).toBe(false)
  expect(isOfSet({ chapters: [], tags: ['惠农'] }, question)).toBe(false)
})
