import { enumValue, type Tx } from '../lib/db.ts'
import type { Address } from './delivery.ts'
import type { ChatRef } from './message.ts'

export type KnownChat = ChatRef & {
  telegramId: number
  title: string
  topicId: number | undefined
  isActive: boolean
}

/** What may be told of a chat. */
export interface ChatFacts {
  telegramId: number
  kind: Address['kind']
  title: string
  topicId?: number | undefined
}

interface Row {
  id: number
  telegramId: bigint
  kind: Address['kind']
  title: string
  topicId: number | null
  state: 'active' | 'gone'
}

function known({ id, telegramId, kind, title, topicId, state }: Row): KnownChat {
  const telegram = Number(telegramId)
  return {
    chatId: id,
    kind,
    telegramId: telegram,
    title,
    topicId: topicId ?? undefined,
    isActive: state === 'active',
  }
}

export async function chatOf(db: Tx, telegramId: number): Promise<KnownChat | undefined> {
  const row = await db.chat.findUnique({ where: { telegramId: BigInt(telegramId) } })
  return row ? known(row) : undefined
}

export async function chatById(db: Tx, chatId: number): Promise<KnownChat | undefined> {
  const row = await db.chat.findUnique({ where: { id: chatId } })
  return row ? known(row) : undefined
}

/** Notes a new chat; two that do so at once make one row. */
export async function insertChat(db: Tx, facts: ChatFacts, now: Date): Promise<void> {
  const { telegramId, kind, title, topicId = null } = facts
  const [ofKind, active] = [enumValue(db, 'ChatKind', kind), enumValue(db, 'ChatState', 'active')]
  await db.$executeRaw`INSERT INTO "Chat" ("telegramId", "kind", "title", "topicId", "state", "createdAt", "updatedAt")
    VALUES (${BigInt(telegramId)}, ${ofKind}, ${title}, ${topicId}, ${active}, ${now}, ${now}) ON CONFLICT DO NOTHING`
}

export async function updateChat(
  db: Tx,
  chatId: number,
  facts: Partial<Pick<ChatFacts, 'telegramId' | 'title' | 'topicId'>>,
  now: Date,
): Promise<void> {
  const { telegramId, title, topicId } = facts
  await db.chat.update({
    where: { id: chatId },
    data: {
      ...(telegramId !== undefined && { telegramId: BigInt(telegramId) }),
      ...(title !== undefined && { title }),
      ...(topicId !== undefined && { topicId }),
      updatedAt: now,
    },
  })
}

export async function setChatState(
  tx: Tx,
  chatId: number,
  state: 'active' | 'gone',
  goneReason: string | null,
  now: Date,
): Promise<void> {
  await tx.chat.update({ where: { id: chatId }, data: { state, goneReason, updatedAt: now } })
}

/** What waits for a chat that is gone ends with it. Returns how many rows. */
export async function endQueued(tx: Tx, chatId: number, reason: string): Promise<number> {
  const { count } = await tx.delivery.updateMany({
    where: { chatId, state: 'queued' },
    data: { state: 'gone', reason },
  })
  return count
}

/** Everything that is kept of `from` is of `to` from now on; `from` is deleted. */
export async function mergeChats(tx: Tx, from: number, to: number, now: Date): Promise<void> {
  await moveEvenings(tx, from, to, now)
  await tx.delivery.updateMany({ where: { chatId: from }, data: { chatId: to } })
  const bound = await tx.groupBinding.findUnique({ where: { chatId: to } })
  if (bound) await tx.groupBinding.deleteMany({ where: { chatId: from } })
  else await tx.groupBinding.updateMany({ where: { chatId: from }, data: { chatId: to } })
  await tx.chat.delete({ where: { id: from } })
}

/** A group has one quiz at a time: where both were busy with one, that of `from` ends, and who took part learns their own result. */
async function moveEvenings(tx: Tx, from: number, to: number, now: Date): Promise<void> {
  await tx.quizPlan.updateMany({ where: { chatId: from }, data: { chatId: to } })
  const isBusy = (await tx.quizEvening.count({ where: { busyChatId: to } })) > 0
  const ended = { busyChatId: null, state: 'stopped', endedAt: now, toldTo: 0, nextAt: now } as const
  await tx.quizEvening.updateMany({
    where: { busyChatId: from },
    data: isBusy ? ended : { busyChatId: to },
  })
  await tx.quizEvening.updateMany({ where: { chatId: from }, data: { chatId: to } })
}
