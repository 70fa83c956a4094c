import type { App } from '../app.ts'
import type { GroupChat } from '../delivery/message.ts'
import { Refusal } from '../lib/refusal.ts'
import { bindingOf, deleteBinding, saveBinding } from './binding-store.ts'
import { mustBeAllowed } from './may.ts'
import type { Actor } from './person.ts'
import type { Unit } from './unit.ts'

/** The group hears what is sent to the unit. Whoever takes it from another unit needs the right in both. */
export async function bindGroup(app: App, by: Actor, group: GroupChat, unitId: number): Promise<Unit> {
  return app.db.transaction(async (tx) => {
    const unit = await mustBeAllowed(tx, by, 'bind-group', unitId)
    const before = await bindingOf(tx, group.chatId)
    if (before && before.unitId !== unitId) await mustBeAllowed(tx, by, 'bind-group', before.unitId)
    await saveBinding(tx, group.chatId, { unitId, boundById: by.personId, boundAt: app.clock.now() })
    return unit
  })
}

/** The group hears nothing any more. */
export async function unbindGroup(app: App, by: Actor, group: GroupChat): Promise<Unit> {
  return app.db.transaction(async (tx) => {
    const before = await bindingOf(tx, group.chatId)
    if (!before) throw new Refusal('bind-not-bound')
    const unit = await mustBeAllowed(tx, by, 'bind-group', before.unitId)
    await deleteBinding(tx, group.chatId)
    return unit
  })
}
