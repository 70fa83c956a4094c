import type { App } from '../../src/app.ts'
import { rememberChat } from '../../src/delivery/address-book.ts'
import { deliverDue } from '../../src/delivery/deliver-due.ts'
import type { Address, Call, Operation, Outcome, Sender } from '../../src/delivery/delivery.ts'
import type { GroupChat, PrivateChat } from '../../src/delivery/message.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { type Leadership, Lease } from '../../src/lib/lease.ts'

/** A lease that this test holds until another takes it. */
export async function leading(app: App, holder = 'test'): Promise<Leadership> {
  const lease = new Lease(app.db, app.clock, { name: 'leader', holder, ttlMs: 7_000, beatMs: 1_000 })
  await lease.seize()
  return lease
}

export async function privateChatOf(
  app: App,
  telegramId: number,
  title = `人${telegramId}`,
): Promise<PrivateChat> {
  const chat = await rememberChat(app.db, { telegramId, kind: 'private', title }, app.clock.now())
  return { kind: 'private', chatId: chat.chatId }
}

export async function groupChatOf(
  app: App,
  telegramId: number,
  title = `群${telegramId}`,
): Promise<GroupChat> {
  const chat = await rememberChat(app.db, { telegramId, kind: 'group', title }, app.clock.now())
  return { kind: 'group', chatId: chat.chatId }
}

/** A Telegram that does what the test says, call by call; `sent` when it says nothing. */
export class ScriptedSender implements Sender {
  readonly calls: { to: Address; call: Call }[] = []
  readonly outcomes: Outcome[] = []
  #messageId = 1

  async send(to: Address, call: Call): Promise<Outcome> {
    this.calls.push({ to, call })
    await new Promise((resolve) => setImmediate(resolve))
    return this.outcomes.shift() ?? { kind: 'sent', messageIds: [this.#messageId++] }
  }

  get words(): string[] {
    return this.calls.flatMap(({ call }) => ('message' in call ? [call.message.html] : []))
  }
}

/** A pace that holds nobody up. */
export function freePace(app: App) {
  return { ...createPace(app.clock, { perSecond: 1_000 }), busy: () => [] }
}

export async function deliver(app: App, sender: Sender, leadership: Leadership): Promise<void> {
  await deliverDue(app, sender, freePace(app), leadership)
}

/** What was promised to a chat so far, in words, oldest first. */
export async function promisedTo(app: App, chatId: number): Promise<string[]> {
  const rows = await app.db.delivery.findMany({
    where: { chatId },
    include: { content: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ content: { body, confidential } }) => {
    const operation: Operation = JSON.parse(confidential ? app.sealer.open(body) : body)
    return 'message' in operation ? [operation.message.html] : []
  })
}
