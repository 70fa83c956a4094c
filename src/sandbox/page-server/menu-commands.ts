import type { BotAccount, Person } from '../world/accounts.ts'
import { isAdmin, memberOf, type Room, roomId } from '../world/room.ts'

/** The scopes that may hold for a person in a chat, narrowest first, as Telegram tries them. */
function scopes(room: Room, person: Person): object[] {
  const chat_id = roomId(room)
  if (room.kind === 'private') {
    return [{ type: 'chat', chat_id }, { type: 'all_private_chats' }, { type: 'default' }]
  }
  const admin = isAdmin(memberOf(room, person.user))
  return [
    { type: 'chat_member', chat_id, user_id: person.user.id },
    ...(admin ? [{ type: 'chat_administrators', chat_id }] : []),
    { type: 'chat', chat_id },
    ...(admin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
}

/** The commands a bot offers a person in a chat: the narrowest scope that has a list, first in the person's language. */
export function commandsFor(bot: BotAccount, room: Room, person: Person) {
  const language = person.user.language_code?.slice(0, 2) ?? ''
  for (const scope of scopes(room, person).map((one) => JSON.stringify(one))) {
    for (const wanted of [language, '']) {
      const list = bot.commands.find((one) => one.scope === scope && one.language === wanted)
      if (list) return list.commands
    }
  }
  return []
}
