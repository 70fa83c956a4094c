import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/cases/case.ts'
import type { Entry } from '../../src/cases/entry.ts'
import { threadPages } from '../../src/cases/thread.ts'
import { threadMessage } from '../../src/cases/thread-texts.ts'
import { loadTexts } from '../../src/lib/i18n.ts'

const at = new Date('2026-03-02T00:00:00Z')
const t = (await loadTexts()).in('zh-CN')
const head = { number: '482-037', kind: 'water' } as Case

function entry(id: number, text: string, places = 0): Entry {
  const place = { latitude: 36.123_456, longitude: 101.123_456 }
  const words = { text, places: Array.from({ length: places }, () => place) }
  return { id, caseId: 1, kind: 'told', partyId: undefined, authorId: undefined, words, at }
}

const saidOn = (page: ReturnType<typeof threadPages>[number]) =>
  threadMessage(
    t,
    head,
    page.map((part) => ({ ...part, who: '名'.repeat(64), at: '2026-03-02 08:00' })),
    [],
  ).html.replaceAll(/<\/?b>/g, '')

describe('what was said, page by page', () => {
  test('leaves nothing out, cuts no sign in two, and fits each page into one message', () => {
    const said = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 9_000 }).map((length) => '水😀'.repeat(Math.ceil(length / 3))),
        fc.integer({ min: 0, max: 60 }),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(said, (all) => {
        const entries = all.map(([text, places], id) => entry(id, text, places))
        const pages = threadPages(entries)
        for (const { id, words } of entries) {
          const parts = pages.flat().filter((part) => part.entry.id === id)
          expect(parts.map((part) => part.entry.words.text).join('')).toBe(words.text)
          expect(parts.flatMap((part) => part.entry.words.places)).toEqual(words.places)
          expect(parts.map(({ isMore }) => isMore)).toEqual(parts.map((_, at) => at > 0))
        }
        for (const page of pages) {
          expect(saidOn(page).length).toBeLessThan(4_096)
          expect(page.length).toBeLessThanOrEqual(5)
          for (const part of page) expect(() => encodeURIComponent(part.entry.words.text)).not.toThrow()
        }
      }),
      { numRuns: 60 },
    )
  })

  test('of nothing is one empty page; five short ones share a page, and a sixth begins another', () => {
    expect(threadPages([])).toEqual([[]])
    const six = [1, 2, 3, 4, 5, 6].map((id) => entry(id, '好'))
    expect(threadPages(six).map((page) => page.length)).toEqual([5, 1])
  })

  test('says of a piece that it goes on', () => {
    const [, second = []] = threadPages([entry(1, '水'.repeat(4_000))])
    expect(saidOn(second)).toContain('（接着）')
  })
})
