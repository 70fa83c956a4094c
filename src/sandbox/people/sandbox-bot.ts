import type { BotAccount } from '../world/accounts.ts'
import { UpdateQueue } from '../world/update-queue.ts'
import type { World } from '../world/world.ts'

export interface NewBot {
  /** Ends in "bot", as Telegram wants it. */
  username: string
  firstName?: string
  token?: string
  /** Privacy mode, on when left out. */
  privacy?: boolean
}

/** A bot in the box, as BotFather would hand it over. */
export class SandboxBot {
  readonly account: BotAccount

  constructor(world: World, plan: NewBot) {
    if (!/^\w{2,29}bot$/i.test(plan.username)) throw new Error(`${plan.username} is no name for a bot`)
    const id = world.next('bot', 7_000_000_001)
    const token = plan.token ?? `${id}:${`AAE-sandbox-${plan.username}`.padEnd(35, '-').slice(0, 35)}`
    this.account = {
      user: {
        id,
        is_bot: true,
        first_name: plan.firstName ?? plan.username,
        username: plan.username,
      },
      token,
      privacy: plan.privacy ?? true,
      updates: new UpdateQueue(world.clock),
      acquainted: new Set(),
      commands: [],
      descriptions: new Map(),
      webhook: undefined,
    }
    world.bots.set(token, this.account)
  }

  get id(): number {
    return this.account.user.id
  }
  get username(): string {
    return this.account.user.username ?? ''
  }
  get token(): string {
    return this.account.token
  }
  /** Updates the bot has not confirmed. */
  get pendingUpdates(): number {
    return this.account.updates.length
  }
  /** The command list of a scope (default) and language, as people see it in the menu. */
  commands(scope: object = { type: 'default' }, language = ''): { command: string; description: string }[] {
    const key = JSON.stringify(scope)
    const list = this.account.commands.find((one) => one.scope === key && one.language === language)
    return list?.commands ?? []
  }
}
