import type { Permission } from '../../org/permission.ts'
import type { Grant } from '../../org/role-store.ts'
import { isWithin } from '../../org/unit.ts'
import type { Case } from '../case.ts'
import { carries, outsideLine, relationsOf, type Standing, type Surroundings } from '../relation.ts'

/** What a case has lost by people leaving. */
export interface Lost {
  lead: boolean
  handler: boolean
  /** Nobody has it, and nobody is left where it lies who could take it in. */
  everybody: boolean
}

/** Whoever takes in may lead what they handed to somebody outside. */
const leading: readonly Permission[] = ['lead-cases', 'intake-cases']
const working: readonly Permission[] = ['work-cases']

const carriesOne = (grant: Grant, permissions: readonly Permission[]) =>
  permissions.some((permission) => carries(grant, permission))

/** To lead it takes an office where it lies, or above. */
function stillLeads(one: Case, who: Standing, around: Surroundings): boolean {
  const isNear = (grant: Grant) =>
    isWithin({ path: around.handlingPath }, grant) && carriesOne(grant, leading)
  return relationsOf(one, inOffice(one, who), around).has('lead') && officesOf(who, around).some(isNear)
}

/** To work on it one beneath will do too. */
function stillHandles(one: Case, who: Standing, around: Surroundings): boolean {
  const here = { path: around.handlingPath }
  const isNear = (grant: Grant) =>
    (isWithin(here, grant) || isWithin(grant, here)) && carriesOne(grant, working)
  return relationsOf(one, inOffice(one, who), around).has('handler') && officesOf(who, around).some(isNear)
}

/**
 * A part is one's own: standing in for somebody else does not keep it. And whether they told it themselves is not asked where it is
 * nobody's to know: a case that left them would say so.
 */
const inOffice = ({ privacy }: Case, who: Standing): Standing => ({
  ...who,
  standsInFor: [],
  marks: privacy === 'named' ? who.marks : new Set(),
})

const officesOf = ({ grants }: Standing, { aboutGrants }: Surroundings) => outsideLine(grants, aboutGrants)

/** Whether somebody can take it in who holds an office for that in exactly the unit that has it. */
function canTakeIn(one: Case, who: Standing, around: Surroundings): boolean {
  const are = relationsOf(one, inOffice(one, who), around)
  const isHere = (grant: Grant) => grant.path === around.handlingPath && carriesOne(grant, leading)
  return (are.has('intake') || are.has('leader')) && officesOf(who, around).some(isHere)
}

/** What is to be known of the people around a case. */
export interface People {
  standing: (personId: number) => Standing | undefined
  /** Who holds an office to take in, in exactly the unit that has it. */
  takers: readonly number[]
}

/** Which parts of a case are with somebody who holds no office for them any more, or may not see it. */
export function lostParts(one: Case, around: Surroundings, { standing, takers }: People): Lost {
  const isLost = (personId: number | undefined, still: typeof stillLeads) => {
    const who = personId === undefined ? undefined : standing(personId)
    return personId !== undefined && (who === undefined || !still(one, who, around))
  }
  const lead = isLost(one.leadId, stillLeads)
  const handler = isLost(one.handlerId, stillHandles)
  const isHeld = (one.leadId !== undefined && !lead) || (one.handlerId !== undefined && !handler)
  const isManned = takers.some((personId) => {
    const who = standing(personId)
    return who !== undefined && canTakeIn(one, who, around)
  })
  return { lead, handler, everybody: !isHeld && !isManned }
}
