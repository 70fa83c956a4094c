import type { GroupChat, PrivateChat } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { Role } from './permission.ts'

export interface Listener {
  personId: number
  chat: PrivateChat
  /** What they chose, if they did. */
  language: string | undefined
}

export async function groupsUnder(db: Tx, path: string): Promise<(GroupChat & { title: string })[]> {
  const rows = await db.groupBinding.findMany({
    where: { unit: { path: { startsWith: path } }, chat: { state: 'active' } },
    select: { chatId: true, chat: { select: { title: true } } },
    orderBy: { chatId: 'asc' },
  })
  return rows.map(({ chatId, chat }) => ({ kind: 'group', chatId, title: chat.title }))
}

export async function peopleUnder(db: Tx, path: string, role: Role | undefined): Promise<Listener[]> {
  const within = { path: { startsWith: path } }
  const holds = { grants: { some: { endedAt: null, unit: within, ...(role && { role }) } } }
  const belongs = role ? holds : { OR: [{ unit: within }, holds] }
  const rows = await db.person.findMany({
    where: { ...belongs, chat: { state: 'active' } },
    select: { id: true, chatId: true, language: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, chatId, language }) =>
    chatId === null
      ? []
      : [{ personId: id, chat: { kind: 'private', chatId } as const, language: language ?? undefined }],
  )
}
