import fc from 'fast-check'
import { handlerCandidates, leadCandidates } from '../../src/cases/candidates.ts'
import { type CaseStep, caseSteps } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { climb } from '../../src/cases/clocks/climb-case.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase, handOverCase } from '../../src/cases/working/assign-case.ts'
import { declineCase } from '../../src/cases/working/decline-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { passOnCase, redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { askAgain } from '../../src/cases/working/reopen-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase, pauseCase, resumeCase } from '../../src/cases/working/work-on-case.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import type { Unit } from '../../src/org/unit.ts'
import type { CaseTown } from './town.ts'

/** What somebody tries to do with a case; most of it is not theirs to do, or not now. */
export interface Act {
  what: CaseStep | 'climb' | 'told' | 'answer' | 'note'
  /** Whose finger it is, and two numbers for whatever else it takes. */
  who: number
  a: number
  b: number
}

const number = fc.nat(1_000)

/** Every step is as likely as any other, and going up is more likely than it is in life. */
export const acts: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom<Act['what']>(...caseSteps, 'assign', 'climb', 'told', 'answer', 'note'),
  who: number,
  a: number,
  b: number,
})

export function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

export const everybody = (town: CaseTown) => [
  town.zhang,
  town.li,
  town.wang,
  town.yang,
  town.zhao,
  town.qian,
  town.sun,
  town.zhou,
  town.wu,
  town.zheng,
]

export const everywhere = ({ units }: CaseTown): Unit[] => Object.values(units)

/** Mostly somebody fit, so that it comes to something; now and then whoever it may be. */
async function assign(town: CaseTown, caseId: number, by: { personId: number }, { a, b }: Act) {
  const { app } = town
  const anybody = everybody(town).map(({ id }) => id)
  const one = await caseById(app.db, caseId)
  const suited = async (find: typeof leadCandidates, n: number) => {
    const found = one ? (await find(app.db, app, one)).map(({ personId }) => personId) : []
    return pick(found.length > 0 && n % 5 > 0 ? found : anybody, n)
  }
  const to = { leadId: await suited(leadCandidates, a), handlerId: await suited(handlerCandidates, b) }
  return assignCase(app, by, caseId, to)
}

async function goUp({ app }: CaseTown, caseId: number, { a }: Act) {
  return app.db.transaction(async (tx) => {
    const one = await caseById(tx, caseId)
    // The clocks of what goes along with another stand: it goes up with that one.
    const isToGoUp = one?.joinedToId === undefined
    if (one && isToGoUp && !['declined', 'closed', 'withdrawn', 'handled'].includes(one.state))
      await climb(tx, app, one, pick(['overdue', 'nobody-there'], a))
  })
}

let said = 0

async function act(town: CaseTown, caseId: number, todo: Act): Promise<unknown> {
  const { app } = town
  const { what, who, a } = todo
  const by = { personId: pick(everybody(town), who).id }
  const why = `话 ${a}`
  switch (what) {
    case 'accept':
      return acceptCase(app, by, caseId)
    case 'pass-on':
      return passOnCase(app, by, caseId, { unitId: pick(everywhere(town), a).id, note: why })
    case 'redirect':
      return redirectCase(app, by, caseId, '供电所')
    case 'decline':
      return declineCase(app, by, caseId, { reason: 'too-little', note: why })
    case 'assign':
      return assign(town, caseId, by, todo)
    case 'hand-over':
      return handOverCase(app, by, caseId, pick(everybody(town), a).id)
    case 'begin':
      return beginCase(app, by, caseId)
    case 'pause':
      return pauseCase(app, by, caseId, { reason: pick(['reporter', 'weather'], a), note: why })
    case 'resume':
      return resumeCase(app, by, caseId)
    case 'handle':
      return handleCase(app, by, caseId, { outcome: 'solved', note: why })
    case 'confirm':
      return confirmCase(app, by, caseId, { score: (a % 5) + 1, note: why })
    case 'dispute':
      return disputeCase(app, by, caseId, why)
    case 'withdraw':
      return withdrawCase(app, by, caseId, why)
    case 'reopen':
    case 'second-look':
    case 'appeal':
      return askAgain(app, by, caseId, what, why)
    case 'climb':
      return goUp(town, caseId, todo)
    case 'told':
    case 'answer':
    case 'note': {
      const saying = { words: { text: why, places: [] }, files: [] }
      return sayOfCase(app, by, caseId, what, saying, `said:${++said}`)
    }
  }
}

/** Whether it was done. False: it was refused in words; whatever else is thrown is a fault. */
export async function tries(town: CaseTown, caseId: number, todo: Act): Promise<boolean> {
  try {
    await act(town, caseId, todo)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** `deputyId` stands in for `personId`, from now on. */
export async function standsIn({ app }: CaseTown, personId: number, deputyId: number): Promise<void> {
  const startsAt = app.clock.now()
  const endsAt = new Date(startsAt.getTime() + 365 * 24 * 3_600_000)
  await app.db.deputy.create({ data: { personId, deputyId, startsAt, endsAt, grantedById: personId } })
}
