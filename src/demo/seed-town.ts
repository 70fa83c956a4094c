import type { App } from '../app.ts'
import { rememberChat } from '../delivery/address-book.ts'
import { localDate } from '../lib/local-time.ts'
import { saveBinding } from '../org/binding-store.ts'
import { grantRole } from '../org/grant-role.ts'
import { importUnits, type UnitRow } from '../org/import-units.ts'
import { meetPerson } from '../org/meet-person.ts'
import { isOffice } from '../org/permission.ts'
import { updatePerson } from '../org/person-store.ts'
import type { Unit } from '../org/unit.ts'
import { childNamed, townUnit } from '../org/unit-store.ts'
import { importPrices } from '../prices/import-prices.ts'
import { createDigest } from '../prices/price-digest.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { potatoPrices } from './potato-prices.ts'
import { chats, type PersonPlan, town } from './reference-town.ts'
import { seedGrievance } from './seed-grievance.ts'
import { seedQuiz } from './seed-quiz.ts'

/** The tree of the reference town, parents first. */
function unitRows(): UnitRow[] {
  return [
    { kind: 'town', name: town.name, parent: '' },
    ...town.villages.flatMap(({ name: parent, groups, branches }): UnitRow[] => [
      { kind: 'village', name: parent, parent: '' },
      ...groups.map((name) => ({ kind: 'group' as const, name, parent })),
      ...branches.map((name) => ({ kind: 'branch' as const, name, parent })),
    ]),
  ]
}

/** Finds units by their path of names, `和平村/一组`; the empty one is the town. */
async function unitFinder(app: App): Promise<(path: string) => Promise<Unit>> {
  const root = await townUnit(app.db)
  if (!root) throw new Error('the town is missing')
  return async (path) => {
    let unit = root
    for (const name of path.split('/').filter(Boolean)) {
      const child = await childNamed(app.db, unit.id, name)
      if (!child) throw new Error(`there is no unit ${path}`)
      unit = child
    }
    return unit
  }
}

/** A person of the plan, with a phone, a private chat with the bot, a home and roles. */
async function settle(
  app: App,
  sandbox: Sandbox,
  plan: PersonPlan,
  unitAt: (path: string) => Promise<Unit>,
): Promise<number> {
  const language = plan.language ?? 'zh-CN'
  const user = sandbox.createUser({
    firstName: plan.name,
    note: plan.note,
    languageCode: language.slice(0, 2),
  })
  const chat = { telegramId: user.id, kind: 'private', title: plan.name } as const
  const { person } = await meetPerson(app, { telegramUserId: user.id, name: plan.name }, chat)
  await updatePerson(app.db, person.id, { unitId: (await unitAt(plan.home)).id, language })
  const now = app.clock.now()
  for (const { role, unit: path } of plan.roles) {
    const unit = await unitAt(path)
    await app.db.transaction((tx) => grantRole(tx, { personId: person.id, unit, role, by: undefined }, now))
  }
  user.start()
  return person.id
}

async function seedChats(
  app: App,
  sandbox: Sandbox,
  boundById: number,
  unitAt: (path: string) => Promise<Unit>,
): Promise<void> {
  const [bot] = sandbox.bots
  const boundAt = app.clock.now()
  for (const [at, { title, unit }] of chats.entries()) {
    const home = town.people.flatMap((plan, n) => (belongs(plan, unit) ? sandbox.users.slice(n, n + 1) : []))
    const [creator] = home.length > 0 ? home : sandbox.users
    if (!creator || !bot) throw new Error('nobody can found a group')
    const members = [bot, ...home.filter((user) => user !== creator)]
    const group = sandbox.createGroup({
      title,
      creator,
      members,
      kind: at % 2 === 0 ? 'supergroup' : 'group',
    })
    const chat = await rememberChat(app.db, { telegramId: group.id, kind: 'group', title }, boundAt)
    const { id: unitId } = await unitAt(unit)
    await app.db.transaction((tx) => saveBinding(tx, chat.chatId, { unitId, boundById, boundAt }))
  }
}

/** Who lives in a unit or holds a role in it is in its group chat; the town's own chat is for those with an office. */
function belongs({ home, roles }: PersonPlan, unit: string): boolean {
  if (unit === '') return roles.some(isOffice)
  const isIn = (path: string) => path === unit || path.startsWith(`${unit}/`)
  return isIn(home) || roles.some((grant) => isIn(grant.unit))
}

/** The reference town with everybody in it, its group chats, a fortnight of prices, one digest every morning and what a quiz needs. */
export async function seedTown(app: App, sandbox: Sandbox): Promise<void> {
  await importUnits(app, unitRows())
  const unitAt = await unitFinder(app)
  const people = new Map<string, number>()
  for (const plan of town.people) people.set(plan.name, await settle(app, sandbox, plan, unitAt))
  const [owner = 0, secretary = 0] = people.values()
  await seedChats(app, sandbox, owner, unitAt)
  const today = localDate(app.clock.now(), app.config.townTimezone)
  await importPrices(app, 'cli', { fileName: 'potatoes.csv', bytes: Buffer.from(potatoPrices(today)) })
  const [village] = town.villages
  if (!village) throw new Error('the reference town has no village')
  const { id: unitId } = await unitAt(village.name)
  const rule = { every: 'day', at: '07:30' } as const
  await createDigest(
    app,
    { personId: secretary },
    { unitId, names: [town.potatoes.name], rule },
    'demo:digest',
  )
  const personNamed = (name: string) => {
    const id = people.get(name)
    if (id === undefined) throw new Error(`there is nobody called ${name}`)
    return id
  }
  await seedGrievance(app, personNamed, unitAt)
  await seedQuiz(app, personNamed, unitAt)
}
