import type { App } from '../app.ts'
import { publicMessage } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { may } from './may.ts'
import { isOffice, rolesWith } from './permission.ts'
import type { Actor } from './person.ts'
import { type Grant, grantsOf } from './role-store.ts'
import { tellPerson } from './tell-person.ts'

/** Whoever hands out an office says who stands in for it; whoever leads there, for those who do not lead themselves. */
async function mayFillIn(db: Tx, by: Actor, office: Grant): Promise<boolean> {
  if (await may(db, by.personId, 'manage-roles', office)) return true
  return !rolesWith('lead-cases').includes(office.role) && may(db, by.personId, 'lead-cases', office)
}

/**
 * Whether they may say that somebody is away: that one themselves, or who may say so of every office that they hold. Whoever stands
 * in can do all that the absent can, so one office that is theirs to fill is not enough.
 */
export async function mayEnterLeave(db: Tx, by: Actor, personId: number): Promise<boolean> {
  if (by.personId === personId) return true
  const held = (await grantsOf(db, personId)).filter(isOffice)
  for (const office of held) if (!(await mayFillIn(db, by, office))) return false
  return held.length > 0
}

/** A line about a leave, for whom it concerns. */
export const tellOfLeave = (
  tx: Tx,
  app: App,
  personId: number,
  key: string,
  say: (t: T) => string,
): Promise<void> => tellPerson(tx, app, personId, key, (t) => publicMessage(escapeHtml(say(t))))
