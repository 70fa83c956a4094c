import type { Tx } from '../lib/db.ts'
import {
  type ChatFacts,
  chatById,
  chatOf,
  endQueued,
  insertChat,
  type KnownChat,
  mergeChats,
  setChatState,
  updateChat,
} from './address-store.ts'
import type { Address } from './delivery.ts'

export type { ChatFacts, KnownChat } from './address-store.ts'

/** The chat with Telegram's id, or undefined when we never met it. */
export async function chatByTelegramId(db: Tx, telegramId: number): Promise<KnownChat | undefined> {
  return chatOf(db, telegramId)
}

/** Notes a chat, and what it is called now. One read in the usual case. */
export async function rememberChat(db: Tx, facts: ChatFacts, now: Date): Promise<KnownChat> {
  const found = await chatOf(db, facts.telegramId)
  if (!found) await insertChat(db, facts, now)
  else if (isNews(found, facts)) await updateChat(db, found.chatId, facts, now)
  else return found
  const noted = await chatOf(db, facts.telegramId)
  if (!noted) throw new Error('a chat that was just noted is not there')
  return noted
}

function isNews(found: KnownChat, { title, topicId }: ChatFacts): boolean {
  return found.title !== title || (topicId !== undefined && found.topicId !== topicId)
}

/** Where to reach a chat. Throws when there is no such chat. */
export async function addressOf(db: Tx, chatId: number): Promise<Address> {
  const chat = await chatById(db, chatId)
  if (!chat) throw new Error(`there is no chat ${chatId}`)
  const { telegramId, kind, topicId } = chat
  return { telegramId, kind, topicId }
}

/** A group became a supergroup: the same chat under another of Telegram's ids. Safe to call twice. */
export async function moveChat(tx: Tx, chatId: number, toTelegramId: number, now: Date): Promise<void> {
  const target = await chatOf(tx, toTelegramId)
  if (target?.chatId === chatId) return
  // The supergroup may have spoken before we heard where it came from: its row gives way to the older one.
  if (target) await mergeChats(tx, target.chatId, chatId, now)
  await updateChat(tx, chatId, { telegramId: toTelegramId }, now)
}

/** We cannot reach it any more: blocked, removed, deleted. What waits for it ends. Returns how many deliveries that was. */
export async function retireChat(tx: Tx, chatId: number, reason: string, now: Date): Promise<number> {
  await setChatState(tx, chatId, 'gone', reason, now)
  return endQueued(tx, chatId, reason)
}

/** It can be reached again. What ended meanwhile stays ended. */
export async function reviveChat(tx: Tx, chatId: number, now: Date): Promise<void> {
  await setChatState(tx, chatId, 'active', null, now)
}
