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

  /** Twelve papers; the first `knowing` of them know the rest of the questions. */
  const twelve = (first: (n: number) => boolean, knowing = 6) =>
    Array.from({ length: 12 }, (_, n) =>
      paper({ 1: first(n), 2: n < knowing, 3: n < knowing, 4: n < knowing }),
    )

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
    expect(
      of(
        twelve((n) => n >= 6),
        1,
      ),
    ).toMatchObject({
      discrimination: expect.closeTo(-1, 10),
      flags: ['ambiguous'],
    })
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
