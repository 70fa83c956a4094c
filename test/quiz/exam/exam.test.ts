import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigit } from '../../../src/lib/check-digit.ts'
import { newCertificateNumber, readCertificateNumber } from '../../../src/quiz/exam/certificate-number.ts'
import {
  attempts,
  checkTerms,
  checkTitle,
  counted,
  counts,
  type ExamTerms,
  endOf,
  endsAtOf,
  isPassed,
  minutes,
  readNumber,
  stageOf,
  tellsAt,
} from '../../../src/quiz/exam/exam.ts'
import { chosenAfter, secondsLeft } from '../../../src/quiz/exam/paper.ts'
import { testRandom } from '../../support/app.ts'

const now = new Date('2026-03-02T01:00:00Z')
const timeZone = 'Asia/Shanghai'
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
    expect(() => checkTerms(terms, now, timeZone)).not.toThrow()
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
    ['a window that lies in the night', { opensAt: later(780), closesAt: later(1320) }, 'exam-at-night'],
  ])('with %s are refused', (_what, change, code) => {
    expect(() => checkTerms({ ...terms, ...change }, now, timeZone)).toThrow(`refused: ${code}`)
  })

  test('are read as people type them', () => {
    for (const text of [' ２０题', '20道题', '二十', '20 题。'])
      expect(readNumber(text, counts, counted.questions)).toBe(20)
    expect(readNumber('60%', { least: 1, most: 100 }, counted.percent)).toBe(60)
    for (const text of ['30分钟', '30 min', '半小时', '三十'])
      expect(readNumber(text, minutes, counted.minutes)).toBe(30)
    expect(readNumber('1小时', minutes, counted.minutes)).toBe(60)
    expect(readNumber('两次', attempts, counted.attempts)).toBe(2)
    for (const text of ['', '很多', '2', '51', '-10', '10.5'])
      expect(() => readNumber(text, counts, counted.questions)).toThrow('refused: exam-number')
    expect(checkTitle(' 党史\n 测验 ')).toBe('党史 测验')
  })
})

test('a window comes, is open, and is over; closed before it opens it never was', () => {
  expect(stageOf({ opensAt: later(1), closesAt: later(60) }, now)).toBe('coming')
  expect(stageOf({ opensAt: now, closesAt: later(60) }, now)).toBe('open')
  expect(stageOf({ opensAt: later(-60), closesAt: now }, now)).toBe('over')
  expect(stageOf({ opensAt: later(30), closesAt: now }, now)).toBe('over')
})

test('its people hear of it when it opens, and by day', () => {
  expect(tellsAt({ opensAt: later(-60) }, now, timeZone)).toEqual(now)
  expect(tellsAt({ opensAt: later(60) }, now, timeZone)).toEqual(later(60))
  const [night, morning] = [new Date('2026-03-02T15:00:00Z'), new Date('2026-03-02T23:00:00Z')]
  expect(tellsAt({ opensAt: night }, now, timeZone)).toEqual(morning)
  const untilEight = { ...terms, opensAt: night, closesAt: new Date('2026-03-03T00:00:00Z') }
  expect(() => checkTerms(untilEight, now, timeZone)).not.toThrow()
  expect(() => checkTerms({ ...untilEight, closesAt: morning }, now, timeZone)).toThrow('exam-at-night')
})

test('it ends by itself, by hand, or is called off before it opens', () => {
  const [opensAt, early] = [now, later(-30)]
  expect(endOf({ opensAt, closedAt: undefined })).toBe('over')
  expect(endOf({ opensAt, closedAt: later(10) })).toBe('cut-short')
  expect(endOf({ opensAt, closedAt: now })).toBe('cut-short')
  expect(endOf({ opensAt, closedAt: early })).toBe('called-off')
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
  test('is twelve digits in fours, read as it is written, typed or heard', () => {
    const random = testRandom()
    for (let n = 0; n < 200; n++) {
      const number = newCertificateNumber(random)
      expect(number).toMatch(/^\d{4}-\d{4}-\d{4}$/)
      expect(readCertificateNumber(number)).toBe(number)
      expect(readCertificateNumber(` ${number.replaceAll('-', ' ')}`)).toBe(number)
    }
  })

  test('is taken out of whatever is written around it', () => {
    const number = newCertificateNumber(testRandom())
    const wide = number.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    for (const text of [`编号${number}`, `${number}。`, `№ ${number}`, wide, number.replaceAll('-', '—')])
      expect(readCertificateNumber(text)).toBe(number)
  })

  test('of nine digits was given out before and stays one', () => {
    const old = ['482-037-591', '482037591'].map(readCertificateNumber)
    const digits = '48203759'
    const whole = `${digits}${checkDigit(digits)}`
    expect(readCertificateNumber(whole)).toBe(whole.replaceAll(/\d{3}(?=\d)/g, '$&-'))
    expect(new Set(old).size).toBe(1)
  })

  test('with a wrong digit, or two neighbours that changed places, is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(11), fc.integer({ min: 1, max: 9 }), (seed, at, by) => {
        const digits = newCertificateNumber(testRandom(seed)).replaceAll('-', '')
        const wrong = (Number(digits[at]) + by) % 10
        expect(readCertificateNumber(`${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`)).toBeUndefined()
        const [a = '', b = ''] = digits.slice(at % 11)
        const swapped = `${digits.slice(0, at % 11)}${b}${a}${digits.slice((at % 11) + 2)}`
        if (a !== b) expect(readCertificateNumber(swapped)).toBeUndefined()
      }),
    )
  })

  test('is not a number of a case, nor words', () => {
    for (const text of ['482-037', '', '一二三', '1234567890', '1234567890123'])
      expect(readCertificateNumber(text)).toBeUndefined()
  })
})
