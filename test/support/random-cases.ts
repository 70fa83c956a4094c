import type { App } from '../../src/app.ts'
import { type CaseState, caseKinds, caseStates, outcomes } from '../../src/cases/case.ts'
import type { Unit } from '../../src/org/unit.ts'
import { testRandom } from './app.ts'

const hourMs = 3_600_000

/** Chance that repeats itself: whole numbers below `n`, and one of a list. */
export function dice(seed: string) {
  const random = testRandom(seed)
  const below = (n: number) => random.bytes(4).readUInt32BE() % n
  return {
    below,
    oneOf<Item>(items: readonly Item[]): Item {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to choose from')
      return item
    },
  }
}

/** The year 2026, from the first to the last hour of it in the town, and a little more on both sides. */
const firstHour = Date.parse('2025-12-25T00:00:00Z')
const hours = 24 * 380

/**
 * Cases as rows, with every state, outcome, score, clock and act at random, also such as never go together: who counts must not
 * lean on what usually goes together. For a town that has none yet.
 */
export async function randomCases(
  app: App,
  units: readonly Unit[],
  count: number,
  seed: string,
): Promise<void> {
  const { below, oneOf } = dice(seed)
  const maybe = <Value>(value: () => Value): Value | null => (below(3) === 0 ? null : value())
  const after = (at: Date, most: number) => new Date(at.getTime() + below(most) * hourMs)
  const cases = Array.from({ length: count }, (_, n) => {
    const filedAt = new Date(firstHour + below(hours) * hourMs)
    const state: CaseState = oneOf(caseStates)
    const isOver = state === 'closed' || state === 'withdrawn'
    return {
      id: n + 1,
      key: `${seed}:${n}`,
      number: `${seed}-${n}`,
      kind: oneOf(caseKinds),
      urgency: 'usual' as const,
      privacy: 'sealed' as const,
      wayIn: 'self' as const,
      state,
      unitId: oneOf(units).id,
      handlingUnitId: oneOf(units).id,
      reporterMark: `mark:${seed}:${n}`,
      alias: 'AAA',
      outcome: maybe(() => oneOf(outcomes)),
      score: maybe(() => below(5) + 1),
      disputes: below(3),
      reopened: below(2),
      joinedToId: n % 7 === 6 ? n : null,
      dueAt: maybe(() => after(filedAt, 2_000)),
      filedAt,
      answeredAt: maybe(() => after(filedAt, 60)),
      closedAt: isOver ? after(filedAt, 900) : null,
    }
  })
  const acts = ['file', 'handle', 'confirm', 'dispute', 'handle', 'confirm']
  const events = cases.flatMap(({ id: caseId, filedAt }) =>
    acts
      .filter(() => below(3) > 0)
      .map((what, at) => ({
        caseId,
        seq: at + 1,
        at: after(filedAt, 500),
        actor: oneOf(['reporter', 'staff', 'clock', 'party']),
        what,
        from: '',
        to: '',
        hash: `${caseId}:${at}`,
      })),
  )
  const purposes = ['word', 'accept', 'handle', 'handle', 'verify']
  const clocks = cases.flatMap(({ id: caseId, filedAt }) =>
    purposes
      .filter(() => below(4) > 0)
      .map((purpose) => {
        const startedAt = after(filedAt, 300)
        return {
          caseId,
          purpose,
          level: oneOf(['group', 'branch', 'village', 'town']),
          startedAt,
          amount: 1,
          unit: 'days',
          dueAt: after(startedAt, 300),
          provisional: false,
          pausedAt: below(5) === 0 ? after(startedAt, 100) : null,
          stoppedAt: maybe(() => after(startedAt, 500)),
        }
      }),
  )
  await app.db.case.createMany({ data: cases })
  await app.db.caseEvent.createMany({ data: events })
  await app.db.caseClock.createMany({ data: clocks })
}
