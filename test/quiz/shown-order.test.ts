import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownOrder } from '../../src/quiz/shown-order.ts'
import { testRandom } from '../support/app.ts'

const options = fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 })

describe('the order of options', () => {
  test('shows each of them once', () => {
    fc.assert(
      fc.property(options, fc.string(), (some, seed) => {
        const order = shownOrder(testRandom(seed), { kind: 'single', options: some, media: undefined })
        expect(order.toSorted()).toEqual(some.map((_, place) => place))
      }),
    )
  })

  test('is of chance, but what speaks of the others stays the last', () => {
    const random = testRandom()
    const question = { kind: 'single', options: ['甲', '乙', '丙', '以上都对'], media: undefined } as const
    const orders = Array.from({ length: 60 }, () => shownOrder(random, question))
    expect(new Set(orders.map((order) => order.join())).size).toBe(6)
    for (const order of orders) expect(order.at(-1)).toBe(3)
  })

  test('stays as it was written where a picture or a voice may name letters, and for true and false', () => {
    const media = { kind: 'voice', fileId: 'V' } as const
    const random = testRandom()
    for (let n = 0; n < 20; n++) {
      expect(shownOrder(random, { kind: 'single', options: ['甲', '乙', '丙'], media })).toEqual([0, 1, 2])
      expect(shownOrder(random, { kind: 'truth', options: [], media: undefined })).toEqual([0, 1])
    }
  })
})
