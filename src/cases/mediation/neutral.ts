import { isOffice } from '../../org/permission.ts'
import type { Grant } from '../../org/role-store.ts'
import { isWithin } from '../../org/unit.ts'
import { carries } from '../relation.ts'

/** A mediator's office commands nobody, wherever it is held. */
const commands = (grant: Grant): boolean => isOffice(grant) && grant.role !== 'mediator'

/** Above theirs, or in the same unit one that leads while theirs does not. */
function isAbove(grant: Grant, office: Grant): boolean {
  if (!isWithin(office, grant)) return false
  return grant.path !== office.path || (carries(grant, 'lead-cases') && !carries(office, 'lead-cases'))
}

/** Whether somebody with these grants is the boss of somebody with those. Who holds no office has no boss here. */
export function isBossOf(grants: readonly Grant[], others: readonly Grant[]): boolean {
  const offices = others.filter(isOffice)
  return grants.filter(commands).some((grant) => offices.some((office) => isAbove(grant, office)))
}

/** Neither the boss of a side nor below it. Kinship is known to nobody but the mediator, who declares it. */
export function isNeutral(mediator: readonly Grant[], side: readonly Grant[]): boolean {
  return !isBossOf(mediator, side) && !isBossOf(side, mediator)
}
