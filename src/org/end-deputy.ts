import type { App } from '../app.ts'
import { Refusal } from '../lib/refusal.ts'
import { deputyById, endDeputyRow } from './deputy-store.ts'
import { mayEnterLeave, tellOfLeave } from './leave.ts'
import type { Actor } from './person.ts'
import { personById } from './person-store.ts'

/** They are back: nobody stands in for them any more. Throws Refusal `leave-unknown`. */
export async function endDeputy(app: App, by: Actor, id: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    const deputy = await deputyById(tx, id)
    if (!deputy || !(await mayEnterLeave(tx, by, deputy.personId))) throw new Refusal('leave-unknown')
    await endDeputyRow(tx, id, app.clock.now())
    const absent = await personById(tx, deputy.personId)
    await tellOfLeave(tx, app, deputy.deputyId, `deputy:${id}:ended`, (t) =>
      t('leave-over', { name: absent?.name ?? '' }),
    )
  })
}
