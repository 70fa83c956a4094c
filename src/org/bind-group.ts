import type { App } from '../app.ts'
import type { GroupChat } from '../delivery/message.ts'
import { Refusal } from '../lib/refusal.ts'
import { bindingOf, deleteBinding, saveBinding } from './binding-store.ts'
import { may, mustBeAllowed } from './may.ts'
import type { Actor } from './person.ts'
import type { Unit } from './unit.ts'
import { unitById } from './unit-store.ts'

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

/**
 * The group hears nothing any more. Throws Refusal `bind-not-bound` when it is bound to no unit in which whoever acts may do
 * that: whether it is bound elsewhere is not theirs to know.
 */
export async function unbindGroup(app: App, by: Actor, group: GroupChat): Promise<Unit> {
  return app.db.transaction(async (tx) => {
    const before = await bindingOf(tx, group.chatId)
    const unit = before && (await unitById(tx, before.unitId))
    if (!unit || !(await may(tx, by.personId, 'bind-group', unit))) throw new Refusal('bind-not-bound')
    await deleteBinding(tx, group.chatId)
    return unit
  })
}
