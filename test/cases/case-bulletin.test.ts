import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseKinds } from '../../src/cases/case.ts'
import {
  type BulletinLines,
  bandOf,
  type Counted,
  linesOf,
  sumOfLines,
} from '../../src/cases/reports/case-bulletin.ts'

/** A case in one of the parts: three villages, and what happened in none. */
interface Placed extends Counted {
  part: number
}

const parts = [0, 1, 2, 3]

const oneCase = fc
  .record({ part: fc.constantFrom(...parts), kind: fc.constantFrom(...caseKinds), fate: fc.nat(2) })
  .map(({ fate, ...one }): Placed => ({ ...one, isClosed: fate > 0, isInTime: fate > 1 }))
/** Few cases, many of a kind, or nearly five of every kind, where bands are narrowest. */
const towns = fc.oneof(
  fc.array(oneCase, { maxLength: 30 }),
  fc.array(oneCase, { maxLength: 150 }),
  fc
    .tuple(fc.array(fc.constantFrom(4, 4, 4, 4, 4, 9, 3), { minLength: 9, maxLength: 9 }), fc.nat(2))
    .map(([counts, fate]) =>
      caseKinds.flatMap((kind, at) =>
        Array.from(
          { length: counts[at] ?? 4 },
          (): Placed => ({ part: 0, kind, isClosed: fate > 0, isInTime: fate > 1 }),
        ),
      ),
    ),
)

/** Everything that is ever said of a month: the bulletin of each village, and the town's. */
function allBulletins(cases: readonly Placed[]): { villages: BulletinLines[]; town: BulletinLines } {
  const lines = parts.map((part) => linesOf(cases.filter((one) => one.part === part)))
  return { villages: lines.slice(0, 3), town: sumOfLines(lines) }
}

const countOf = (cases: readonly Counted[], kind: string) => cases.filter((one) => one.kind === kind).length

test('a bulletin never says more than there was, and "fewer than 5" only where there were', () => {
  fc.assert(
    fc.property(towns, (cases) => {
      const { villages, town } = allBulletins(cases)
      for (const [part, lines] of villages.entries()) {
        const here = cases.filter((one) => one.part === part)
        const closed = here.filter(({ isClosed }) => isClosed).length
        for (const kind of caseKinds) expect(lines.kinds[kind]).toBe(bandOf(countOf(here, kind)))
        expect(lines.received).toBeLessThanOrEqual(here.length)
        expect(lines.closed).toBeLessThanOrEqual(closed)
        if (lines.received === 0) expect(here.length).toBeLessThan(5)
        if (lines.closed === 0) expect(closed).toBeLessThan(5)
      }
      expect(town.received).toBeLessThanOrEqual(cases.length)
      expect(town.inTime).toBeLessThanOrEqual(cases.filter(({ isInTime }) => isInTime).length)
      for (const kind of caseKinds) expect(town.kinds[kind]).toBeLessThanOrEqual(countOf(cases, kind))
    }),
  )
})

test('everything that is said is a multiple of five', () => {
  fc.assert(
    fc.property(towns, (cases) => {
      const { villages, town } = allBulletins(cases)
      for (const { kinds, ...lines } of [...villages, town])
        for (const count of [...Object.values(lines), ...Object.values(kinds)]) expect(count % 5).toBe(0)
    }),
  )
})

/** The counts of its village that a case is among: adding it may move no other. */
function countsAround(cases: readonly Placed[], one: Placed): number[] {
  const here = cases.filter(({ part }) => part === one.part)
  const is = (counts: boolean, of: (other: Placed) => boolean) => (counts ? [here.filter(of).length] : [])
  return [
    here.length,
    countOf(here, one.kind),
    ...is(one.isClosed, ({ isClosed }) => isClosed),
    ...is(one.isInTime, ({ isInTime }) => isInTime),
  ]
}

/** With one more it is a fifth, a tenth, … of something. */
const completesFive = (cases: readonly Placed[], one: Placed) =>
  countsAround(cases, one).some((count) => count % 5 === 4)

describe('one case more or less', () => {
  test('changes no bulletin at all, unless it is the fifth, the tenth … of its village', () => {
    fc.assert(
      fc.property(towns, oneCase, (cases, one) => {
        fc.pre(!completesFive(cases, one))
        expect(allBulletins([...cases, one])).toEqual(allBulletins(cases))
      }),
    )
  })

  test('never changes the bulletin of another village', () => {
    fc.assert(
      fc.property(towns, oneCase, (cases, one) => {
        const [before, after] = [allBulletins(cases), allBulletins([...cases, one])]
        for (const part of [0, 1, 2])
          if (part !== one.part) expect(after.villages[part]).toEqual(before.villages[part])
      }),
    )
  })

  test('moved to another village changes nothing, unless it is a fifth in the one or in the other', () => {
    fc.assert(
      fc.property(towns, oneCase, fc.constantFrom(...parts), (cases, one, to) => {
        const moved = { ...one, part: to }
        fc.pre(!completesFive(cases, one) && !completesFive(cases, moved))
        expect(allBulletins([...cases, moved])).toEqual(allBulletins([...cases, one]))
      }),
    )
  })
})

/** So many cases of each kind, of which so many are closed, and of those so many in time. */
function madeUp(counts: Record<string, number>, closed: number, inTime: number, part: number): Placed[] {
  const kinds = caseKinds.flatMap((kind) => Array.from({ length: counts[kind] ?? 0 }, () => kind))
  return kinds.map((kind, n) => ({ part, kind, isClosed: n < closed, isInTime: n < inTime }))
}

/** Counts by kind within the bands that add up to `total`; `fixed` of them is given. Undefined when there are none. */
function countsWithin(
  bands: Record<string, number>,
  total: number,
  fixed?: { kind: string; count: number },
): Record<string, number> | undefined {
  const counts = { ...bands, ...(fixed && { [fixed.kind]: fixed.count }) }
  let rest = total - Object.values(counts).reduce((all, one) => all + one, 0)
  for (const kind of caseKinds) {
    if (kind === fixed?.kind) continue
    const more = Math.min(4, Math.max(0, rest))
    counts[kind] = (counts[kind] ?? 0) + more
    rest -= more
  }
  return rest === 0 ? counts : undefined
}

/** Another town with the very same bulletins, in which the counts of one village are these; undefined when there is none. */
function otherTown(
  cases: readonly Placed[],
  part: number,
  wanted: { kind?: { kind: string; count: number }; received?: number; closed?: number; inTime?: number },
): Placed[] | undefined {
  const others = cases.filter((one) => one.part !== part)
  const lines = linesOf(cases.filter((one) => one.part === part))
  const totals = wanted.received === undefined ? Array.from({ length: 200 }, (_, n) => n) : [wanted.received]
  for (const total of totals) {
    const counts = countsWithin(lines.kinds, total, wanted.kind)
    if (!counts) continue
    const inTime = wanted.inTime ?? lines.inTime
    const town = [...others, ...madeUp(counts, Math.max(inTime, wanted.closed ?? lines.closed), inTime, part)]
    const [before, after] = [allBulletins(cases), allBulletins(town)]
    if (JSON.stringify(before) === JSON.stringify(after)) return town
  }
  return undefined
}

describe('all bulletins together', () => {
  test('leave every count of a kind wherever it may be in its band: a "fewer than 5" may be 0', () => {
    fc.assert(
      fc.property(
        towns,
        fc.constantFrom(...parts),
        fc.constantFrom(...caseKinds),
        fc.nat(4),
        (cases, part, kind, above) => {
          const lines = linesOf(cases.filter((one) => one.part === part))
          const count = (lines.kinds[kind] ?? 0) + above
          const other = otherTown(cases, part, { kind: { kind, count } })
          expect(other).toBeDefined()
          expect(
            countOf(
              (other ?? []).filter((one) => one.part === part),
              kind,
            ),
          ).toBe(count)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('say of received, closed and in time no more than "at least": each may be just that', () => {
    fc.assert(
      fc.property(towns, fc.constantFrom(...parts), (cases, part) => {
        const { received, closed, inTime } = linesOf(cases.filter((one) => one.part === part))
        expect(otherTown(cases, part, { received })).toBeDefined()
        expect(otherTown(cases, part, { closed })).toBeDefined()
        expect(otherTown(cases, part, { inTime })).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })

  test('so that without the cap nine kinds of four would betray themselves, and with it do not', () => {
    const cases = madeUp(Object.fromEntries(caseKinds.map((kind) => [kind, 4])), 0, 0, 0)
    expect(bandOf(cases.length)).toBe(35)
    expect(linesOf(cases).received).toBe(30)
    expect(otherTown(cases, 0, { kind: { kind: 'money', count: 0 } })).toBeDefined()
  })
})

test('a kind that was taken off the list counts with the last one', () => {
  const cases = Array.from({ length: 5 }, (): Counted => ({ kind: 'gone', isClosed: false, isInTime: false }))
  expect(linesOf(cases).kinds[caseKinds.at(-1) ?? '']).toBe(5)
})

test('the list is long enough for the words "fewer than 5" to be true of all kinds together', () => {
  expect(caseKinds.length).toBeGreaterThanOrEqual(3)
})
