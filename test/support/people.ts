import type { App } from '../../src/app.ts'
import { rememberChat } from '../../src/delivery/address-book.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import type { Role } from '../../src/org/permission.ts'
import type { Person } from '../../src/org/person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { insertGrant } from '../../src/org/role-store.ts'
import type { Unit } from '../../src/org/unit.ts'
import { insertUnit } from '../../src/org/unit-store.ts'

/** A small town: two villages, each with two groups; the first one with a Party branch too. */
export interface TestUnits {
  town: Unit
  heping: Unit
  hepingOne: Unit
  hepingTwo: Unit
  hepingBranch: Unit
  tuanjie: Unit
  tuanjieOne: Unit
}

export async function testUnits(app: App): Promise<TestUnits> {
  const now = app.clock.now()
  return app.db.transaction(async (tx) => {
    const town = await insertUnit(tx, { kind: 'town', name: '青禾镇' }, undefined, now)
    const village = (name: string) => insertUnit(tx, { kind: 'village', name }, town, now)
    const group = (name: string, parent: Unit) => insertUnit(tx, { kind: 'group', name }, parent, now)
    const heping = await village('和平村')
    const tuanjie = await village('团结村')
    return {
      town,
      heping,
      hepingOne: await group('一组', heping),
      hepingTwo: await group('二组', heping),
      hepingBranch: await insertUnit(tx, { kind: 'branch', name: '第一党支部' }, heping, now),
      tuanjie,
      tuanjieOne: await group('一组', tuanjie),
    }
  })
}

let nextTelegramId = 5_000

/** Somebody who has started a private chat with the bot. */
export async function personNamed(
  app: App,
  name: string,
  { home, roles = [] }: { home?: Unit; roles?: [Role, Unit][] } = {},
): Promise<Person & { chatId: number }> {
  const telegramUserId = nextTelegramId++
  const chat = { telegramId: telegramUserId, kind: 'private', title: name } as const
  const { person, here } = await meetPerson(app, { telegramUserId, name }, chat)
  const grantedAt = app.clock.now()
  if (home) await updatePerson(app.db, person.id, { unitId: home.id })
  for (const [role, unit] of roles) {
    await insertGrant(app.db, {
      personId: person.id,
      unitId: unit.id,
      role,
      grantedById: undefined,
      grantedAt,
    })
  }
  return { ...person, unitId: home?.id, chatId: here.chatId }
}

let nextGroupId = 1

/** A group chat bound to a unit; returns our id of it. */
export async function boundGroup(app: App, unit: Unit, title: string, by: Person): Promise<number> {
  const now = app.clock.now()
  const chat = await rememberChat(app.db, { telegramId: -nextGroupId++, kind: 'group', title }, now)
  await app.db.groupBinding.create({
    data: { chatId: chat.chatId, unitId: unit.id, boundById: by.id, boundAt: now },
  })
  return chat.chatId
}
