import { isOffice, type Permission, rolesWith } from '../org/permission.ts'
import type { Grant } from '../org/role-store.ts'
import { isWithin } from '../org/unit.ts'
import type { Case, Relation } from './case.ts'

/** Somebody, and what they hold. */
export interface Standing {
  personId: number
  grants: readonly Grant[]
  /** By these marks they find what they told, or are a party to. */
  marks: ReadonlySet<string>
  /** The absent for whom they stand in. */
  standsInFor: readonly Pick<Standing, 'personId' | 'grants'>[]
}

/** What is known of a case besides its own row. */
export interface Surroundings {
  /** The path of the unit that has it. */
  handlingPath: string
  /** What the official holds whom it is about. */
  aboutGrants: readonly Grant[]
  /** The marks of the other side of a dispute. */
  partyMarks: readonly string[]
}

type Roles = Pick<Case, 'aboutId' | 'leadId' | 'handlerId' | 'filedById' | 'reporterMark' | 'privacy'>

export const carries = ({ role }: Pick<Grant, 'role'>, permission: Permission): boolean =>
  rolesWith(permission).includes(role)

/** Above the town there is nobody of ours. */
const isTop = (path: string) => path.split('/').filter(Boolean).length === 1

/** In the town itself those who lead it are not below each other. */
const isEqual = (grant: Grant, official: Grant) =>
  grant.path === official.path && isTop(grant.path) && carries(grant, 'lead-cases')

/** Whether an office is the official's, or lies in the line below: in their unit, or under it. */
function isInLine(grant: Grant, official: Grant): boolean {
  return isWithin(grant, official) && !isEqual(grant, official)
}

const standsAbove = (grant: Grant, official: Grant) =>
  isEqual(grant, official) || (isWithin(official, grant) && grant.path !== official.path)

/**
 * What is left of one person's offices when those in an official's line count for nothing. Who stands in that line by one
 * office is below the official whatever else they hold, unless that stands above: a cadre of the town who works in the village.
 */
export function outsideLine(grants: readonly Grant[], aboutGrants: readonly Grant[]): Grant[] {
  const line = aboutGrants.filter(isOffice)
  const offices = grants.filter(isOffice)
  const outside = offices.filter((grant) => !line.some((official) => isInLine(grant, official)))
  if (outside.length === offices.length) return outside
  return outside.filter((grant) => line.every((official) => standsAbove(grant, official)))
}

/** Whether any office of theirs lies in an official's line, whatever else they hold. */
export const isInLineOf = (grants: readonly Grant[], aboutGrants: readonly Grant[]): boolean =>
  outsideLine(grants, aboutGrants).length < grants.filter(isOffice).length

/**
 * Whether a case is nothing for somebody, whatever part they might be given: the official it is about, whoever holds no office outside
 * that line, and the other side of it.
 */
export function isKeptFrom(
  one: Pick<Roles, 'aboutId'>,
  { personId, grants, marks }: Standing,
  { aboutGrants, partyMarks }: Surroundings,
): boolean {
  const isParty = partyMarks.some((mark) => marks.has(mark))
  return personId === one.aboutId || isParty || outsideLine(grants, aboutGrants).length === 0
}

function staffRelations(
  one: Pick<Roles, 'leadId' | 'handlerId'>,
  personId: number,
  offices: readonly Grant[],
  handlingPath: string,
): Set<Relation> {
  const here = offices.filter((grant) => isWithin({ path: handlingPath }, grant))
  const isHandler = one.handlerId === personId && offices.length > 0
  const isLead = one.leadId === personId && offices.length > 0
  // Of those who lead in the town itself, one who did not work on it stands outside of it.
  const isAbove = here.some(
    (grant) => carries(grant, 'lead-cases') && (grant.path !== handlingPath || isTop(handlingPath)),
  )
  const are = new Set<Relation>()
  if (here.some((grant) => carries(grant, 'intake-cases'))) are.add('intake')
  if (here.some((grant) => carries(grant, 'lead-cases'))) are.add('leader')
  if (isLead) are.add('lead')
  if (isHandler) are.add('handler')
  if (isAbove && !isLead && !isHandler) are.add('outsider')
  return are
}

/**
 * A list from which they were missing would say who told it. So where that is nobody's to know, it can be given to who told it as to
 * anybody else, and then they have that part too; not where there is another side, for neither side reads the thread of the other.
 */
function partsOfReporter(one: Roles, { personId, grants }: Standing, around: Surroundings): Relation[] {
  const { aboutGrants, partyMarks, handlingPath } = around
  if (one.privacy === 'named' || one.aboutId === personId || partyMarks.length > 0) return []
  const are = staffRelations(one, personId, outsideLine(grants, aboutGrants), handlingPath)
  return (['lead', 'handler'] as const).filter((part) => are.has(part))
}

/**
 * What somebody is to a case. Nothing at all for the official it is about, and for those of their line; the one who told it,
 * and the other party, are that alone, whatever offices they hold, unless it was given to one whom nobody may know. Who stands in
 * for somebody is what that one is.
 */
export function relationsOf(one: Roles, standing: Standing, around: Surroundings): Set<Relation> {
  const { personId, grants, marks, standsInFor } = standing
  if (marks.has(one.reporterMark)) return new Set(['reporter', ...partsOfReporter(one, standing, around)])
  if (around.partyMarks.some((mark) => marks.has(mark))) return new Set<Relation>(['party'])
  if (one.aboutId === personId) return new Set()
  const own = outsideLine(grants, around.aboutGrants)
  const are = staffRelations(one, personId, own, around.handlingPath)
  const isInLineThemselves = isInLineOf(grants, around.aboutGrants)
  // Whoever told it for another and came under the official since is told no more of it.
  const isBelow = isInLineThemselves && own.length === 0
  if (one.filedById === personId && !isBelow) are.add('filer')
  if (isInLineThemselves) return are
  for (const absent of standsInFor) {
    if (absent.personId === one.aboutId) continue
    const offices = outsideLine(absent.grants, around.aboutGrants)
    for (const relation of staffRelations(one, absent.personId, offices, around.handlingPath))
      are.add(relation)
  }
  // Whoever worked on it is not outside of it, for whomever they stand in.
  if (one.leadId === personId || one.handlerId === personId) are.delete('outsider')
  return are
}

const staff: readonly Relation[] = ['intake', 'lead', 'handler', 'leader', 'outsider']

/** Whether they work on it, rather than having told it. */
export const isStaff = (are: ReadonlySet<Relation>): boolean => staff.some((relation) => are.has(relation))

/**
 * Who may know who told it: all who work on a named one; of a confidential one who took it in; of a sealed one the two alone for
 * whom it was unsealed.
 */
export function knowsReporter(
  one: Pick<Case, 'privacy' | 'intakeId' | 'filedById'>,
  personId: number,
  are: ReadonlySet<Relation>,
  unsealedFor: ReadonlySet<number> = new Set(),
): boolean {
  if (are.has('reporter') || one.filedById === personId) return true
  if (one.privacy === 'named') return isStaff(are)
  if (one.privacy === 'confidential') return one.intakeId === personId
  return isStaff(are) && unsealedFor.has(personId)
}
