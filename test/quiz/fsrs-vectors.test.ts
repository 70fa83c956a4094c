import { createEmptyCard, default_w, FSRS5_DEFAULT_DECAY, fsrs, type Grade, Rating, State } from 'ts-fsrs'
import { describe, expect, test } from 'vitest'
import { type Memory, remembered } from '../../src/quiz/memory.ts'

/**
 * The vectors that ts-fsrs publishes (github.com/open-spaced-repetition/ts-fsrs, packages/fsrs/__tests__: FSRS-6.test.ts and
 * impl/long-term_scheduler.test.ts), against the version that is installed, and against what we make of an answer.
 */
const begin = new Date('2022-12-29T12:30:00Z')
const dayMs = 24 * 60 * 60 * 1000
const { Again, Hard, Good, Easy } = Rating

/** Of FSRS-6: intervals in days when each review comes at its time, and the state after irregular ones. */
const ofSix: { w: number[]; reviews: Grade[]; intervals: number[] } = {
  w: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ],
  reviews: [Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good],
  intervals: [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21],
}
const irregular: { reviews: Grade[]; daysBefore: number[]; difficulty: number } = {
  reviews: [Again, Good, Good, Good, Good, Good],
  daysBefore: [0, 0, 1, 3, 8, 21],
  difficulty: 6.3574867,
}
const stabilityAfter = { shortTerm: 53.62691, longTerm: 53.335106 }

const isRight = (grade: Grade): boolean => {
  if (grade !== Good && grade !== Again) throw new Error('we know only right and wrong')
  return grade === Good
}

describe('what we remember', () => {
  test('is scheduled with the weights of FSRS-6, which are those of the vectors', () => {
    expect([...default_w]).toEqual(ofSix.w)
  })

  test('comes back after the published intervals', () => {
    let at = begin
    let memory: Memory | undefined
    const intervals = ofSix.reviews.map((grade) => {
      memory = remembered(memory, { version: 1, isRight: isRight(grade), at })
      at = memory.dueAt
      return memory.scheduledDays
    })
    expect(intervals).toEqual(ofSix.intervals)
  })

  test('has the published stability and difficulty', () => {
    let at = begin
    let memory: Memory | undefined
    for (const [n, grade] of irregular.reviews.entries()) {
      at = new Date(at.getTime() + (irregular.daysBefore[n] ?? 0) * dayMs)
      memory = remembered(memory, { version: 1, isRight: isRight(grade), at })
    }
    expect(memory?.stability).toBeCloseTo(stabilityAfter.shortTerm, 4)
    expect(memory?.difficulty).toBeCloseTo(irregular.difficulty, 4)
  })

  test('begins as published: rightly answered it is Good, wrongly Again', () => {
    expect(remembered(undefined, { version: 1, isRight: true, at: begin })).toMatchObject({
      stability: 2.3065,
      difficulty: 2.11810397,
      reps: 1,
      lapses: 0,
      scheduledDays: 0,
      cardState: State.Learning,
    })
    expect(remembered(undefined, { version: 1, isRight: false, at: begin })).toMatchObject({
      stability: 0.212,
      difficulty: 6.4133,
      reps: 1,
      lapses: 0,
      scheduledDays: 0,
      cardState: State.Learning,
    })
  })
})

describe('the library, short-term', () => {
  test('begins each grade as published', () => {
    const grades: Grade[] = [Again, Hard, Good, Easy]
    const firsts = grades.map((grade) => fsrs().next(createEmptyCard(begin), begin, grade).card)
    expect(firsts.map(({ stability }) => stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956])
    expect(firsts.map(({ difficulty }) => difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1])
    expect(firsts.map(({ scheduled_days }) => scheduled_days)).toEqual([0, 0, 0, 8])
    expect(firsts.map(({ state }) => state)).toEqual([
      State.Learning,
      State.Learning,
      State.Learning,
      State.Review,
    ])
  })
})

/** Of the long-term scheduler, with the weights of FSRS-5 that the vectors bring; FSRS-6 reads them with these two more. */
const longTerm: { reviews: Grade[]; intervals: number[]; stability: number[]; difficulty: number[] }[] = [
  {
    reviews: [Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good],
    intervals: [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773],
    stability: [
      3.0412, 13.09130698, 48.15848988, 154.93732625, 445.05562739, 1158.07779739, 16.63063166, 3.01732209,
      11.42247264, 37.37521902, 111.8752758, 306.5974569, 772.94026648,
    ],
    difficulty: [
      4.49094334, 4.26664289, 4.05746029, 3.86237659, 3.68044154, 3.51076891, 4.69833071, 5.55956298,
      5.26323756, 4.98688448, 4.72915759, 4.4888015, 4.26464541,
    ],
  },
  {
    reviews: [Again, Hard, Good, Easy, Again, Hard, Good, Easy],
    intervals: [1, 2, 6, 41, 4, 7, 21, 133],
    stability: [0.4197, 1.0344317, 5.5356759, 41.0033667, 4.46605519, 6.67743292, 20.88868155, 132.81849454],
    difficulty: [7.1434, 7.03653841, 6.64066485, 5.92312772, 6.44779861, 6.45995078, 6.10293922, 5.36588547],
  },
  {
    reviews: [Hard, Good, Easy, Again, Hard, Good, Easy, Again],
    intervals: [2, 7, 54, 5, 8, 26, 171, 8],
    stability: [
      1.1869, 6.59167572, 53.76078737, 5.0853693, 8.09786749, 25.52991279, 171.16195166, 8.11072373,
    ],
    difficulty: [6.23225985, 5.89059466, 5.14583392, 5.884097, 5.99269555, 5.667177, 4.91430736, 5.71619151],
  },
  {
    reviews: [Good, Easy, Again, Hard, Good, Easy, Again, Hard],
    intervals: [3, 33, 4, 7, 26, 193, 9, 14],
    stability: [
      3.0412, 32.65484522, 4.22256838, 7.2325009, 25.52681746, 193.36618775, 8.63899847, 14.31323867,
    ],
    difficulty: [
      4.49094334, 3.69538259, 4.83221448, 5.12078462, 4.85403286, 4.07165035, 5.1050878, 5.34697075,
    ],
  },
  {
    reviews: [Easy, Again, Hard, Good, Easy, Again, Hard, Good],
    intervals: [15, 3, 6, 27, 240, 10, 17, 60],
    stability: [
      15.2441, 3.25621013, 6.32684549, 26.56339029, 239.70462771, 9.75621519, 17.06035531, 59.59547542,
    ],
    difficulty: [
      1.16304343, 2.99573557, 3.59851762, 3.43436666, 2.60045771, 4.03816348, 4.46259158, 4.24020203,
    ],
  },
]
const ofFive = [
  0.4197,
  1.1869,
  3.0412,
  15.2441,
  7.1434,
  0.6477,
  1.0007,
  0.0674,
  1.6597,
  0.1712,
  1.1178,
  2.0225,
  0.0904,
  0.3025,
  2.1214,
  0.2498,
  2.9466,
  0.4891,
  0.6468,
  0,
  FSRS5_DEFAULT_DECAY,
]

describe('the library, long-term', () => {
  test.each(longTerm)('gives the published histories for $reviews', (vector) => {
    const scheduler = fsrs({ w: ofFive, enable_short_term: false })
    let card = createEmptyCard(begin)
    const cards = vector.reviews.map((grade, n) => {
      card = scheduler.next(card, n === 0 ? begin : card.due, grade).card
      return card
    })
    expect(cards.map(({ scheduled_days }) => scheduled_days)).toEqual(vector.intervals)
    expect(cards.map(({ stability }) => stability)).toEqual(vector.stability)
    expect(cards.map(({ difficulty }) => difficulty)).toEqual(vector.difficulty)
  })

  test('has the published stability and difficulty after irregular reviews', () => {
    const scheduler = fsrs({ w: ofSix.w, enable_short_term: false })
    let [card, at] = [createEmptyCard(begin), begin]
    for (const [n, grade] of irregular.reviews.entries()) {
      at = new Date(at.getTime() + (irregular.daysBefore[n] ?? 0) * dayMs)
      card = scheduler.next(card, at, grade).card
    }
    expect(card.stability).toBeCloseTo(stabilityAfter.longTerm, 4)
    expect(card.difficulty).toBeCloseTo(irregular.difficulty, 4)
  })
})
