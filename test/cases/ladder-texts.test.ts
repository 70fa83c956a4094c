import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Case, caseStates, type Relation, relations } from '../../src/cases/case.ts'
import { markNews, takenUpMessage, topNews } from '../../src/cases/clocks/clock-texts.ts'
import { ladderActions, weeklyMessage } from '../../src/cases/clocks/ladder-texts.ts'
import { loadTexts } from '../../src/lib/i18n.ts'

const texts = loadTexts()
const timeZone = 'Asia/Shanghai'
const deadline = { at: new Date('2026-03-09T16:00:00Z'), timeZone, provisional: false }
const one = { id: 7, number: '482-037', kind: 'water', state: 'working' } as Case

const marks = [
  ['word', 0.5],
  ['word', 1],
  ['accept', 0.5],
  ['accept', 0.8],
  ['handle', 0.5],
  ['handle', 0.8],
  ['follow-up', 0.8],
  ['follow-up', 1],
  ['pause', 1],
] as const

for (const language of ['zh-CN', 'en']) {
  const t = texts.in(language)

  test(`every mark has its words in ${language}, over which stands the case`, () => {
    for (const [purpose, share] of marks) {
      const { html } = markNews({ purpose, share, deadline })(t, one)
      expect(html).toContain('482-037')
      expect(html).not.toMatch(/ladder-|\{|undefined/)
    }
    expect(markNews({ purpose: 'handle', share: 0.5, deadline })(t, one).html).toContain('2026-03-09')
    expect(markNews({ purpose: 'word', share: 0.5, deadline })(t, one).html).toContain('2026-03-10 00:00')
  })

  test(`what ends in the town tells who told it in ${language} who was told, and lets them push`, () => {
    for (const why of ['overdue', 'disputed', 'nobody-there'] as const) {
      const { html, buttons = [] } = topNews(why, '青禾镇')(t, one)
      expect(html).toContain('482-037')
      expect(html).toContain('青禾镇')
      expect(html).not.toMatch(/case-|\{|undefined/)
      expect(buttons.flat().map(({ text }) => text)).toContain(t('case-push'))
    }
  })

  test(`what is not theirs any more has no button in ${language}`, () => {
    const message = takenUpMessage(t, one)
    expect(message.privacy).toBe('confidential')
    expect(message.buttons ?? []).toEqual([])
  })

  test(`the week in ${language} names the first five, and the way to all`, () => {
    const cases = Array.from({ length: 9 }, (_, n) => ({ ...one, id: n + 1 }))
    const { html, buttons = [] } = weeklyMessage(t, cases, timeZone)
    expect(html).toContain('9')
    expect(buttons).toHaveLength(6)
  })
}

const all = fc.uniqueArray(fc.constantFrom<Relation>(...relations)).map((are) => new Set(are))
const facts = fc.record({
  canPush: fc.boolean(),
  canExtend: fc.boolean(),
  isSupervised: fc.boolean(),
  isListers: fc.boolean(),
})

test('each button is only for whom it is, and listing and lifting are never offered at once', () => {
  const t = texts.in('zh-CN')
  fc.assert(
    fc.property(fc.constantFrom(...caseStates), all, facts, (state, are, known) => {
      const labels = ladderActions(t, { id: 7, state }, are, known).map(({ text }) => text)
      if (labels.includes('催一催')) expect(are.has('filer') && known.canPush).toBe(true)
      if (labels.includes('延期')) expect(are.has('lead') && known.canExtend).toBe(true)
      for (const label of ['挂牌督办', '摘牌'])
        if (labels.includes(label)) expect(are.has('leader')).toBe(true)
      if (labels.includes('摘牌')) expect(known.isListers || are.has('outsider')).toBe(true)
      expect(labels.includes('挂牌督办') && labels.includes('摘牌')).toBe(false)
    }),
  )
})
