import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCertificateNumber, readCertificateNumber } from '../../../src/quiz/exam/certificate-number.ts'
import {
  checkTerms,
  checkTitle,
  counts,
  type ExamTerms,
  endsAtOf,
  isPassed,
  readNumber,
  stageOf,
} from '../../../src/quiz/exam/exam.ts'
import { chosenAfter, secondsLeft } from '../../../src/quiz/exam/paper.ts'
import { testRandom } from '../../support/app.ts'

const now = new Date('2026-03-02T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const terms: ExamTerms = {
  unitId: 1,
  title: '党史测验',
  set: { chapters: [], tags: [] },
  count: 10,
  opensAt: now,
  closesAt: later(60),
  attempts: 1,
  passPercent: 60,
  minutes: 30,
}

describe('terms', () => {
  test('that can be held are taken', () => {
    expect(() => checkTerms(terms, now)).not.toThrow()
  })

  test.each<[string, Partial<ExamTerms>, string]>([
    ['no title', { title: '  ' }, 'exam-title-empty'],
    ['a title that is too long', { title: '字'.repeat(61) }, 'exam-title-too-long'],
    ['two questions', { count: 2 }, 'exam-number'],
    ['fifty-one questions', { count: 51 }, 'exam-number'],
    ['half a question', { count: 3.5 }, 'exam-number'],
    ['no minutes', { minutes: 0 }, 'exam-number'],
    ['no attempt', { attempts: 0 }, 'exam-number'],
    ['101 per cent', { passPercent: 101 }, 'exam-number'],
    ['a window that is over', { opensAt: later(-60), closesAt: now }, 'exam-window'],
    ['a window that ends before it begins', { opensAt: later(60), closesAt: later(30) }, 'exam-window'],
  ])('with %s are refused', (_what, change, code) => {
    expect(() => checkTerms({ ...terms, ...change }, now)).toThrow(`refused: ${code}`)
  })

  test('are read as people type them', () => {
    expect(readNumber(' ２０题', counts)).toBe(20)
    expect(readNumber('60%', { least: 1, most: 100 })).toBe(60)
    for (const text of ['', '二十', '2', '51', '-10', '10.5'])
      expect(() => readNumber(text, counts)).toThrow('refused: exam-number')
    expect(checkTitle(' 党史\n 测验 ')).toBe('党史 测验')
  })
})

test('a window comes, is open, and is over; closed before it opens it never was', () => {
  expect(stageOf({ opensAt: later(1), closesAt: later(60) }, now)).toBe('coming')
  expect(stageOf({ opensAt: now, closesAt: later(60) }, now)).toBe('open')
  expect(stageOf({ opensAt: later(-60), closesAt: now }, now)).toBe('over')
  expect(stageOf({ opensAt: later(30), closesAt: now }, now)).toBe('over')
})

test('a paper ends with its time, and never after the exam', () => {
  expect(endsAtOf(terms, now)).toEqual(later(30))
  expect(endsAtOf(terms, later(40))).toEqual(later(60))
  expect(secondsLeft({ endsAt: later(1) }, new Date(now.getTime() + 500))).toBe(59)
  expect(secondsLeft({ endsAt: now }, later(1))).toBe(0)
})

test('who has as many right as the mark asks passes', () => {
  expect(isPassed(6, 10, 60)).toBe(true)
  expect(isPassed(5, 10, 60)).toBe(false)
  expect(isPassed(2, 3, 67)).toBe(false)
  expect(isPassed(0, 0, 60)).toBe(false)
})

describe('a choice', () => {
  const option = fc.nat(7)
  test('of one right answer is the last that was tapped', () => {
    fc.assert(
      fc.property(
        fc.option(fc.array(option), { nil: undefined }),
        option,
        fc.boolean(),
        (before, one, isOn) => {
          expect(chosenAfter(before, { option: one, isOn, isSeveral: false })).toEqual([one])
        },
      ),
    )
  })

  test('of several is what is on, in order, however often it is tapped', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ option, isOn: fc.boolean() })), (taps) => {
        const on = new Set<number>()
        let chosen: number[] | undefined
        for (const tap of taps) {
          if (tap.isOn) on.add(tap.option)
          else on.delete(tap.option)
          chosen = chosenAfter(chosen, { ...tap, isSeveral: true })
          chosen = chosenAfter(chosen, { ...tap, isSeveral: true })
        }
        expect(chosen ?? []).toEqual([...on].toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('the number of a certificate', () => {
  test('is nine digits in threes, read as it is written, typed or heard', () => {
    const random = testRandom()
    for (let n = 0; n < 200; n++) {
      const number = newCertificateNumber(random)
      expect(number).toMatch(/^\d{3}-\d{3}-\d{3}$/)
      expect(readCertificateNumber(number)).toBe(number)
      expect(readCertificateNumber(` ${number.replaceAll('-', ' ')}`)).toBe(number)
    }
  })

  test('with a wrong digit, or two neighbours that changed places, is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(8), fc.integer({ min: 1, max: 9 }), (seed, at, by) => {
        const digits = newCertificateNumber(testRandom(seed)).replaceAll('-', '')
        const wrong = (Number(digits[at]) + by) % 10
        expect(readCertificateNumber(`${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`)).toBeUndefined()
        const [a = '', b = ''] = digits.slice(at % 8)
        const swapped = `${digits.slice(0, at % 8)}${b}${a}${digits.slice((at % 8) + 2)}`
        if (a !== b) expect(readCertificateNumber(swapped)).toBeUndefined()
      }),
    )
  })

  test('is not a number of a case, nor words', () => {
    for (const text of ['482-037', '', '一二三', '1234567890'])
      expect(readCertificateNumber(text)).toBeUndefined()
  })
})
