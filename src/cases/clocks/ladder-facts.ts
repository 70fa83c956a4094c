import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Actor } from '../../org/person.ts'
import type { Seen } from '../see-case.ts'
import { canExtend } from './extend-case.ts'
import type { LadderFacts } from './ladder-texts.ts'
import { isListers } from './listers.ts'
import { canPush } from './push-case.ts'
import { supervisionOf } from './supervision-store.ts'

/** What the ladder knows of a case, as far as the buttons of whoever looks at it need it. */
export async function ladderFacts(db: Tx, app: App, by: Actor, { one, are }: Seen): Promise<LadderFacts> {
  const supervision = are.has('leader') ? await supervisionOf(db, one.id) : undefined
  return {
    canPush: are.has('filer') && (await canPush(db, app, one)),
    canExtend: are.has('lead') && (await canExtend(db, app, one)),
    isSupervised: supervision !== undefined,
    isListers: supervision !== undefined && (await isListers(db, app, by, one, supervision)),
  }
}
