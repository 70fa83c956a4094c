import type { Grant } from '../../org/role-store.ts'
import { isWithin } from '../../org/unit.ts'
import { carries, isInLineOf, outsideLine, type Standing, type Surroundings } from '../relation.ts'

/** What whoever told it will read is short. */
export const longestReason = 500

/**
 * The offices by which somebody leads where a case lies, or above, the nearest first. Only their own: who stands in for another
 * does not lend that one's voice, or one person could be both. None for who has any office in the line of the official it is
 * about, whatever else they hold: nobody whom that one can lean on opens a name.
 */
export function leadingOffices(standing: Pick<Standing, 'grants'>, around: Surroundings): Grant[] {
  const { handlingPath: path, aboutGrants } = around
  if (isInLineOf(standing.grants, aboutGrants)) return []
  return outsideLine(standing.grants, aboutGrants)
    .filter((grant) => carries(grant, 'lead-cases') && isWithin({ path }, grant))
    .toSorted((a, b) => b.path.length - a.path.length)
}

/**
 * The office by which somebody may answer what another asked: it lies in a unit in which that other one leads nothing.
 * Undefined when they have none.
 */
export function answeringOffice(
  offices: readonly Grant[],
  asker: { personId: number; unitIds: readonly number[] },
): Grant | undefined {
  return offices.find(
    ({ personId, unitId }) => personId !== asker.personId && !asker.unitIds.includes(unitId),
  )
}
