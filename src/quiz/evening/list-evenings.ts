import type { Tx } from '../../lib/db.ts'
import { unitsWith } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { openEveningsUnder } from './evening-store.ts'
import { mayControl } from './may-control.ts'
import { plansUnder } from './plan-store.ts'
import { groupNow } from './tell-evening.ts'

const listed = 12
/** Among so many are theirs: who is no secretary sees only their own. */
const lookedAt = 200

/** An evening or a plan, by the name of its group. */
export interface Listed {
  id: number
  title: string
}

async function theirs(
  db: Tx,
  by: Actor,
  rows: readonly { id: number; hostId: number; unitId: number; chatId: number }[],
): Promise<Listed[]> {
  const found: Listed[] = []
  for (const row of rows) {
    if (found.length === listed) break
    if (!(await mayControl(db, by, row))) continue
    found.push({ id: row.id, title: (await groupNow(db, row)).title })
  }
  return found
}

/** What runs and what is planned, as far as whoever asks may hold it in their hands. */
export async function listEvenings(db: Tx, by: Actor): Promise<{ running: Listed[]; plans: Listed[] }> {
  const tops = await unitsWith(db, by.personId, 'host-quiz')
  const paths = tops.map(({ path }) => path)
  return {
    running: await theirs(db, by, await openEveningsUnder(db, paths, lookedAt)),
    plans: await theirs(db, by, await plansUnder(db, paths, lookedAt)),
  }
}
