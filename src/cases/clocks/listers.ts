import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { stoodInFor } from '../../org/deputy-store.ts'
import type { Actor } from '../../org/person.ts'
import { grantsHeldAt } from '../../org/role-store.ts'
import { isWithin } from '../../org/unit.ts'
import type { Case } from '../case.ts'
import { carries, relationsOf, type Standing } from '../relation.ts'
import { aroundCase, standingOf } from '../see-case.ts'
import type { Supervision } from './supervision.ts'

type Listed = Pick<Supervision, 'byId' | 'at'>

/** Who listed it, and for whom they stood in when they did. */
async function listersOf(db: Tx, { byId, at }: Listed): Promise<number[]> {
  return [byId, ...(await stoodInFor(db, byId, at))]
}

async function stillLeads(db: Tx, app: App, one: Case, personId: number): Promise<boolean> {
  const alone: Standing = { ...(await standingOf(db, app, personId)), standsInFor: [] }
  return relationsOf(one, alone, await aroundCase(db, one)).has('leader')
}

/** Whether they lead now where those led who listed it, or above. */
async function leadsThere(db: Tx, who: Standing, listers: readonly number[], at: Date): Promise<boolean> {
  const led = (await grantsHeldAt(db, listers, at)).filter((grant) => carries(grant, 'lead-cases'))
  const held = [...who.grants, ...who.standsInFor.flatMap(({ grants }) => grants)]
  const leading = held.filter((grant) => carries(grant, 'lead-cases'))
  return led.some((there) => leading.some((grant) => isWithin(there, grant)))
}

/** Whether they listed it, or stand in for who did; nobody who has it takes it off the list in another's name. */
function isOneOf(listers: readonly number[], who: Standing, { leadId, handlerId }: Case): boolean {
  if (listers.includes(who.personId)) return true
  const hasIt = leadId === who.personId || handlerId === who.personId
  return !hasIt && who.standsInFor.some(({ personId }) => listers.includes(personId))
}

/**
 * Whether what is on the list counts as listed by them: they did it, or stand in for who did. Where none of those leads it any
 * more, it is whoever leads now where they led: nothing stays on the list because somebody has left.
 */
export async function isListers(db: Tx, app: App, by: Actor, one: Case, listed: Listed): Promise<boolean> {
  const listers = await listersOf(db, listed)
  const who = await standingOf(db, app, by.personId)
  if (isOneOf(listers, who, one)) return true
  for (const id of listers) if (await stillLeads(db, app, one, id)) return false
  return leadsThere(db, who, listers, listed.at)
}
