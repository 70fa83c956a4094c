import { z } from 'zod'
import { readDataFile } from '../lib/data-file.ts'
import { roles } from '../org/permission.ts'

const person = z.strictObject({
  name: z.string(),
  /** The path of the unit under the town: `和平村/一组`; of a role, the empty path is the town. */
  home: z.string(),
  roles: z.array(z.strictObject({ role: z.enum(roles), unit: z.string() })),
  /** What the chat page says of them. */
  note: z.string(),
  language: z.string().optional(),
})

const plan = z.strictObject({
  name: z.string(),
  /** What the group chat of the whole unit is called. */
  chat: z.string(),
  villages: z.array(
    z.strictObject({
      name: z.string(),
      chat: z.string(),
      groups: z.array(z.string()),
      branches: z.array(z.string()),
    }),
  ),
  /** Who plays a part in the guide, by name. */
  cast: z.strictObject({
    owner: z.string(),
    townSecretary: z.string(),
    villageSecretary: z.string(),
    villager: z.string(),
    neighbour: z.string(),
    guest: z.string(),
    officer: z.string(),
    mediator: z.string(),
    leader: z.string(),
    elder: z.string(),
    host: z.string(),
    member: z.string(),
  }),
  /** The first one runs the bot. */
  people: z.array(person),
  /** What the villager of the cast told some days ago; the officer answered, and its time is nearly over. */
  grievance: z.strictObject({
    kind: z.string(),
    unit: z.string(),
    text: z.string(),
    answer: z.string(),
  }),
  /** Fen for one unit, a day each. */
  potatoes: z.strictObject({
    name: z.string(),
    grade: z.string(),
    origin: z.string(),
    unit: z.string(),
    averagesFen: z.array(z.int()),
  }),
  /** The questions of the town, and what the host of the cast holds every month. */
  quiz: z.strictObject({
    bank: z.string(),
    count: z.int(),
    secondsEach: z.int(),
    at: z.string(),
  }),
})

export type PersonPlan = z.infer<typeof person>

/** A township as there are many: three villages, 13 Party branches, 40 villager groups. All names are made up. */
export const town = readDataFile('src/demo/reference-town.json', plan)

/** Which units have a group chat, and what it is called. */
export const chats: { title: string; unit: string }[] = [
  { title: town.chat, unit: '' },
  ...town.villages.map(({ name, chat }) => ({ title: chat, unit: name })),
  ...town.villages.flatMap(({ name, branches }) => branches.map((branch) => chatOf(name, branch))),
  ...town.villages.flatMap(({ name, groups }) => groups.map((group) => chatOf(name, group))),
]

function chatOf(village: string, name: string): { title: string; unit: string } {
  return { title: `${village}${name}`, unit: `${village}/${name}` }
}
