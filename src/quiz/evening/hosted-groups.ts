import type { Tx } from '../../lib/db.ts'
import { groupsFor } from '../../org/audience.ts'
import { bindingOf } from '../../org/binding-store.ts'
import { unitsWith } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'

/** A group in which somebody may hold a quiz. */
export interface HostedGroup {
  chatId: number
  title: string
  unitId: number
}

/** The groups bound under the units in which they may hold one. */
export async function hostedGroups(db: Tx, { personId }: Actor): Promise<HostedGroup[]> {
  const tops = await unitsWith(db, personId, 'host-quiz')
  const groups: HostedGroup[] = []
  for (const { id: unitId } of tops) {
    for (const { chatId, title } of await groupsFor(db, { unitId, groups: true, people: false })) {
      const binding = await bindingOf(db, chatId)
      if (binding) groups.push({ chatId, title, unitId: binding.unitId })
    }
  }
  return groups
}
