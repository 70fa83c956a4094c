import { rememberChat } from '../../src/delivery/address-book.ts'
import { saveBinding } from '../../src/org/binding-store.ts'
import { grantRole } from '../../src/org/grant-role.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import type { Role } from '../../src/org/permission.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import type { Unit } from '../../src/org/unit.ts'
import type { SandboxGroup } from '../../src/sandbox/people/sandbox-group.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { type TestUnits, testUnits } from './people.ts'
import { startTown, type Town } from './town.ts'

export interface SettledTown extends Town {
  units: TestUnits
  /** Secretary of 和平村. */
  yang: SandboxUser
  /** Villager of 和平村一组, and the outsider to everything that needs a role. */
  zhang: SandboxUser
  /** The bound group of 和平村一组, with both of them. */
  square: SandboxGroup
  /** Somebody more, with a phone, a home and perhaps a role there. */
  settle(name: string, home: Unit, role?: Role): Promise<SandboxUser>
  /** A group more, bound to a unit; the bot has greeted it, so that no fault meant for a story strikes the greeting. */
  bind(title: string, unit: Unit): Promise<SandboxGroup>
  /** `square` and more groups of the village, `count` in all. */
  squares(count: number): Promise<SandboxGroup[]>
}

/** A town where people live already, so that a story can begin at once; their /start is answered before it does. */
export async function settledTown(...options: Parameters<typeof startTown>): Promise<SettledTown> {
  const town = await startTown(...options)
  const { app, sandbox } = town
  const units = await testUnits(app)
  const now = app.clock.now()
  async function settle(name: string, home: Unit, role?: Role): Promise<SandboxUser> {
    const user = sandbox.createUser({ firstName: name })
    const chat = { telegramId: user.id, kind: 'private', title: name } as const
    const { person } = await meetPerson(app, { telegramUserId: user.id, name }, chat)
    await updatePerson(app.db, person.id, { unitId: home.id, language: 'zh-CN' })
    if (role) {
      const grant = { personId: person.id, unit: home, role, by: undefined }
      await app.db.transaction((tx) => grantRole(tx, grant, now))
    }
    user.start()
    await user.hears('好了')
    return user
  }
  const yang = await settle('杨志强', units.heping, 'secretary')
  const zhang = await settle('张三', units.hepingOne)
  async function bind(title: string, unit: Unit): Promise<SandboxGroup> {
    const group = sandbox.createGroup({ title, creator: zhang, members: sandbox.bots, kind: 'group' })
    await sandbox.waitFor(() => group.messages().some(({ text }) => text.includes('大家好')), {
      what: `the greeting in ${title}`,
    })
    const chat = await rememberChat(app.db, { telegramId: group.id, kind: 'group', title }, now)
    const boundBy = await app.db.person.findFirstOrThrow({ where: { telegramUserId: BigInt(yang.id) } })
    const binding = { unitId: unit.id, boundById: boundBy.id, boundAt: now }
    await app.db.transaction((tx) => saveBinding(tx, chat.chatId, binding))
    return group
  }
  const square = await bind('和平村一组', units.hepingOne)
  square.add(yang, { by: zhang })
  async function squares(count: number): Promise<SandboxGroup[]> {
    const groups = [square]
    while (groups.length < count) groups.push(await bind(`和平村群${groups.length}`, units.heping))
    return groups
  }
  return { ...town, units, yang, zhang, square, settle, bind, squares }
}

/** Somebody writes a notice to the whole village and presses on to its end. */
export async function writeNotice(by: SandboxUser, words: string, ...presses: string[]): Promise<void> {
  by.says('/notice')
  for (const label of ['学习', '整个和平村', '群和个人都发']) await by.presses(label)
  await by.hears('请把要说的话发给我')
  by.says(words)
  for (const label of presses) await by.presses(label)
}
