import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Seen } from '../see-case.ts'
import { canExtend } from './extend-case.ts'
import type { LadderFacts } from './ladder-texts.ts'
import { canPush } from './push-case.ts'
import { supervisionOf } from './supervision-store.ts'

/** What the ladder knows of a case, as far as its buttons need it. */
export async function ladderFacts(db: Tx, app: App, { one, are }: Seen): Promise<LadderFacts> {
  return {
    canPush: are.has('filer') && (await canPush(db, one)),
    canExtend: are.has('lead') && (await canExtend(db, app, one)),
    isSupervised: are.has('leader') && (await supervisionOf(db, one.id)) !== undefined,
  }
}
