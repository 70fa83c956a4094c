import { describe, expect, test } from 'vitest'
import { itemStats } from '../../../src/quiz/exam/item-stats.ts'
import type { PaperItem } from '../../../src/quiz/exam/paper.ts'

/** A paper: each answer by its question, right (true), wrong (false: the second option) or left out. */
function paper(answers: Record<number, boolean | undefined>): PaperItem[] {
  return Object.entries(answers).map(([questionId, isRight], place) => ({
    place,
    questionId: Number(questionId),
    version: 1,
    order: [0, 1, 2, 3],
    chosen: isRight === undefined ? undefined : [isRight ? 0 : 1],
    isRight,
    answeredAt: undefined,
  }))
}

const of = (papers: PaperItem[][], questionId: number) => {
  const found = itemStats(papers).find((one) => one.questionId === questionId)
  if (!found) throw new Error('there is no such item')
  return found
}

describe('the statistics of an item', () => {
  test('count papers, shares and options; what was not answered is not right', () => {
    const stats = of(
      [paper({ 1: true }), paper({ 1: false }), paper({ 1: undefined }), paper({ 1: true })],
      1,
    )
    expect(stats).toMatchObject({
      asked: 4,
      right: 2,
      share: 0.5,
      unanswered: 1,
      discrimination: undefined,
      flags: [],
    })
    expect([...stats.chosen]).toEqual([
      [0, 2],
      [1, 1],
    ])
  })

  test('count a question that was corrected in between as two', () => {
    const corrected = paper({ 1: true }).map((item) => ({ ...item, version: 2 }))
    expect(itemStats([paper({ 1: true }), corrected]).map(({ version, asked }) => [version, asked])).toEqual([
      [1, 1],
      [2, 1],
    ])
  })

  /** So many papers; the first half of them know the rest of the questions. */
  const many = (count: number, first: (n: number) => boolean) =>
    Array.from({ length: count }, (_, n) => {
      const knows = n < count / 2
      return paper({ 1: first(n), 2: knows, 3: knows, 4: knows })
    })
  const twelve = (first: (n: number) => boolean) => many(12, first)

  test('discriminate by the rest of the paper, the item left out: by hand, with the textbook’s formula', () => {
    // Right on it: papers 0 to 8. The rest is 1 for papers 0 to 5 and 0 for the others.
    const papers = twelve((n) => n < 9)
    // r = (M1 - M0) / s * sqrt(pq): M1 = 6/9, M0 = 0, s = 0.5, p = 0.75.
    const byHand = ((6 / 9 - 0) / 0.5) * Math.sqrt(0.75 * 0.25)
    expect(of(papers, 1).discrimination).toBeCloseTo(byHand, 10)
  })

  test('that all who know the rest have right is perfect; the other way round it is ambiguous', () => {
    expect(
      of(
        twelve((n) => n < 6),
        1,
      ),
    ).toMatchObject({ discrimination: expect.closeTo(1, 10), flags: [] })
    const backwards = (count: number) =>
      of(
        many(count, (n) => n >= count / 2),
        1,
      )
    expect(backwards(30)).toMatchObject({ discrimination: expect.closeTo(-1, 10), flags: ['ambiguous'] })
    expect(backwards(28)).toMatchObject({ discrimination: expect.closeTo(-1, 10), flags: [] })
  })

  test('call nothing ambiguous that nearly everybody has right', () => {
    // One of forty is wrong, and knows the rest: by the figure it would be.
    const stats = of(
      many(40, (n) => n !== 0),
      1,
    )
    expect(stats.discrimination).toBeLessThan(0.1)
    expect(stats.flags).toEqual(['too-easy'])
  })

  test('are flagged as they are shown: what reads 0.95 is too easy, what reads 0.30 is not too hard', () => {
    const shareOf = (right: number, asked: number) =>
      of(
        Array.from({ length: asked }, (_, n) => paper({ 1: n < right })),
        1,
      )
    expect(shareOf(52, 55)).toMatchObject({ share: expect.closeTo(0.9454, 3), flags: ['too-easy'] })
    expect(shareOf(51, 54).flags).toEqual([])
    expect(shareOf(21, 71)).toMatchObject({ share: expect.closeTo(0.2957, 3), flags: [] })
    expect(shareOf(20, 69).flags).toEqual(['too-hard'])
  })

  test('flag what is too easy, and what is too hard', () => {
    expect(
      of(
        twelve(() => true),
        1,
      ),
    ).toMatchObject({ share: 1, discrimination: undefined, flags: ['too-easy'] })
    expect(
      of(
        twelve((n) => n < 3),
        1,
      ),
    ).toMatchObject({ share: 0.25, flags: ['too-hard'] })
  })

  test('flag nothing that fewer than ten have answered', () => {
    expect(of(twelve(() => true).slice(0, 9), 1).flags).toEqual([])
    expect(of(twelve(() => true).slice(0, 10), 1).flags).toEqual(['too-easy'])
  })

  test('show the weakest first', () => {
    const papers = [paper({ 1: true, 2: false, 3: true }), paper({ 1: true, 2: false, 3: false })]
    expect(itemStats(papers).map(({ questionId }) => questionId)).toEqual([2, 3, 1])
  })

  test('of nothing are nothing', () => {
    expect(itemStats([])).toEqual([])
  })
})
