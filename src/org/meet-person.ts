import type { App } from '../app.ts'
import { type ChatFacts, type KnownChat, rememberChat, reviveChat } from '../delivery/address-book.ts'
import type { ChatRef } from '../delivery/message.ts'
import type { Person } from './person.ts'
import { insertPerson, personByTelegramId, updatePerson } from './person-store.ts'

/** What Telegram says of whoever wrote or pressed. */
interface Speaker {
  telegramUserId: number
  name: string
}

/** Somebody spoke to us. Two reads in the usual case; only what is new is written. */
export async function meetPerson(
  app: App,
  speaker: Speaker,
  where: ChatFacts,
): Promise<{ person: Person; here: ChatRef }> {
  const now = app.clock.now()
  const chat = await rememberChat(app.db, where, now)
  const here: ChatRef = { kind: chat.kind, chatId: chat.chatId }
  const known = await personByTelegramId(app.db, speaker.telegramUserId)
  if (known && !isNews(known, speaker, chat)) return { person: known, here }
  if (!known) await insertPerson(app.db, speaker.telegramUserId, speaker.name, now)
  return { person: await noteNews(app, speaker, chat, now), here }
}

function isNews(known: Person, { name }: Speaker, chat: KnownChat): boolean {
  if (known.name !== name) return true
  return chat.kind === 'private' && (known.chatId !== chat.chatId || !chat.isActive)
}

/** A private chat belongs to the person; whoever writes in one can be reached again. */
async function noteNews(
  app: App,
  { telegramUserId, name }: Speaker,
  chat: KnownChat,
  now: Date,
): Promise<Person> {
  return app.db.transaction(async (tx) => {
    const person = await personByTelegramId(tx, telegramUserId)
    if (!person) throw new Error('a person who was just noted is not there')
    const own = chat.kind === 'private' ? { chatId: chat.chatId } : {}
    await updatePerson(tx, person.id, { name, ...own })
    if (chat.kind === 'private' && !chat.isActive) await reviveChat(tx, chat.chatId, now)
    return { ...person, name, ...own }
  })
}
