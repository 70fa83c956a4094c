import type { App } from '../app.ts'
import { Refusal } from '../lib/refusal.ts'
import type { Person } from './person.ts'
import { updatePerson } from './person-store.ts'
import type { Unit } from './unit.ts'
import { unitById } from './unit-store.ts'

/** Somebody says where they live: a village or a villager group. It gives no rights. */
export async function settleIn(app: App, person: Person, unitId: number): Promise<Unit> {
  return app.db.transaction(async (tx) => {
    const unit = await unitById(tx, unitId)
    if (!unit || (unit.kind !== 'village' && unit.kind !== 'group')) throw new Refusal('unit-unknown')
    await updatePerson(tx, person.id, { unitId })
    return unit
  })
}

/** Throws a fault when we do not speak that language: its buttons are ours. */
export async function chooseLanguage(app: App, person: Person, language: string): Promise<void> {
  if (!app.texts.languages.includes(language)) throw new Refusal('language-unknown')
  await updatePerson(app.db, person.id, { language })
}
