import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseStates, type Relation, relations } from '../../src/cases/case.ts'
import {
  byUrgency,
  isListed,
  lengthOf,
  mayLift,
  maySupervise,
  saysWho,
  titleIn,
} from '../../src/cases/clocks/supervision.ts'

describe('a title for everybody', () => {
  test('is one line, counted as it is read', () => {
    expect(titleIn('  和平村\n 排水沟   堵了 ')).toBe('和平村 排水沟 堵了')
    expect(lengthOf('排水沟😀')).toBe(4)
  })

  test('says nobody’s name, however it is written', () => {
    const names = ['张三', 'Tashi Dorje', '139 0000 1111']
    for (const title of [
      '张三家的水管',
      '张 三家的水管',
      'tashi·dorje 的地',
      '电话 1390000 1111',
      'TASHI DORJE 的地',
    ])
      expect(saysWho(title, names)).toBe(true)
    expect(saysWho('和平村一组水管坏了', names)).toBe(false)
  })

  test('may say a unit in whose name somebody is called, and not them beside it', () => {
    const units = ['和平村', '和平', '张家村', '张家村一组']
    const names = ['和平', '张家', '李和平']
    for (const title of ['和平村一组没有水', '张家村一组和 和平村 的路', '张家村一组三天没有水'])
      expect(saysWho(title, names, ['和平村', '张家村', '张家村一组'])).toBe(false)
    for (const title of ['和平家没有水', '和平村的和平家没有水', '张家村的张家没有水', '李和平村口的地'])
      expect(saysWho(title, names, ['和平村', '张家村', '张家村一组'])).toBe(true)
    // Cutting a unit out does not bring together what was apart.
    expect(saysWho('王和平村芳的水', ['王芳'], units)).toBe(false)
  })

  test('holds no number by which somebody is reached, whoever that is', () => {
    expect(saysWho('请打 １３９００００１１１１', [])).toBe(true)
    expect(saysWho('诉求 482-037 没有办', [])).toBe(true)
    expect(saysWho('2026 年 3 月修路', [])).toBe(false)
  })

  test('a name of one sign, or none, forbids nothing', () => {
    expect(saysWho('和平村的水渠', ['水', '', ' '])).toBe(false)
  })

  test('with a name anywhere in it is never taken', () => {
    const name = fc.string({ minLength: 2, maxLength: 8 }).filter((text) => /^[a-z]{2,}$/i.test(text.trim()))
    fc.assert(
      fc.property(fc.string(), name, fc.string(), (before, who, after) => {
        expect(saysWho(`${before}${who}${after}`, [who])).toBe(true)
      }),
    )
  })
})

const all = fc.uniqueArray(fc.constantFrom<Relation>(...relations)).map((are) => new Set(are))
const states = fc.constantFrom(...caseStates)

describe('the list', () => {
  test('is a leader’s to add to, and to take from, and nobody else’s', () => {
    fc.assert(
      fc.property(states, all, (state, are) => {
        fc.pre(!are.has('leader'))
        expect(maySupervise({ state }, are) || mayLift({ state }, are, true)).toBe(false)
      }),
    )
  })

  test('is left by lifting only after it was handled, or by somebody outside when it ended without a result', () => {
    const lifts = (are: Relation[], isListers: boolean) =>
      caseStates.filter((state) => mayLift({ state }, new Set(are), isListers))
    expect(lifts(['leader'], true)).toEqual(['handled'])
    expect(lifts(['leader', 'lead'], false)).toEqual([])
    for (const isListers of [true, false])
      expect(lifts(['leader', 'outsider'], isListers)).toEqual(['declined', 'handled', 'withdrawn'])
  })

  test('is left by itself only with a result', () => {
    expect(isListed({ state: 'closed', outcome: 'solved' })).toBe(false)
    expect(isListed({ state: 'closed', outcome: 'impossible' })).toBe(false)
    expect(isListed({ state: 'closed', outcome: 'withdrawn' })).toBe(true)
    expect(isListed({ state: 'withdrawn', outcome: 'withdrawn' })).toBe(true)
    expect(isListed({ state: 'handled', outcome: 'solved' })).toBe(true)
  })

  test('begins with what is overdue the longest, and ends with what has no term', () => {
    const at = (day: number) => new Date(Date.UTC(2026, 2, day))
    const some = [
      { one: { id: 1, dueAt: undefined } },
      { one: { id: 2, dueAt: at(9) } },
      { one: { id: 4, dueAt: at(3) } },
      { one: { id: 3, dueAt: at(3) } },
    ]
    expect(byUrgency(some).map(({ one }) => one.id)).toEqual([3, 4, 2, 1])
  })
})
