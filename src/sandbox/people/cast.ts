import type { World } from '../world/world.ts'
import { type NewBot, SandboxBot } from './sandbox-bot.ts'
import { type NewGroup, SandboxGroup } from './sandbox-group.ts'
import { SandboxUser } from './sandbox-user.ts'

export interface NewUser {
  firstName: string
  lastName?: string
  username?: string
  /** IETF tag such as zh-hans. */
  languageCode?: string
  /** A word about who this is, for the chat page. */
  note?: string
}

/** Everyone who plays: bots, people and groups, in the order in which they came. */
export class Cast {
  readonly world: World
  readonly bots: SandboxBot[] = []
  readonly users: SandboxUser[] = []
  readonly groups: SandboxGroup[] = []

  constructor(world: World) {
    this.world = world
  }

  addBot(plan: NewBot): SandboxBot {
    const bot = new SandboxBot(this.world, plan)
    this.bots.push(bot)
    return bot
  }

  addUser({ firstName, lastName, username, languageCode, note }: NewUser): SandboxUser {
    const id = this.world.next('user', 100_001)
    const names = { first_name: firstName, last_name: lastName, username, language_code: languageCode }
    const person = { user: { id, is_bot: false, ...names }, deactivated: false, note }
    this.world.people.set(id, person)
    const user = new SandboxUser(this.world, person, () => this.#firstBot())
    this.users.push(user)
    this.world.changes.tell()
    return user
  }

  addGroup(plan: NewGroup): SandboxGroup {
    const group = new SandboxGroup(this.world, plan)
    this.groups.push(group)
    return group
  }

  #firstBot(): SandboxBot {
    const bot = this.bots[0]
    if (!bot) throw new Error('There is no bot in this sandbox yet')
    return bot
  }
}
