import type { Cast } from '../people/cast.ts'
import { keyboardOf } from '../people/shown.ts'
import type { BotAccount, Person } from '../world/accounts.ts'
import { type GroupRoom, isAdmin, isIn, memberOf, type Room } from '../world/room.ts'
import type { World } from '../world/world.ts'
import { commandsFor } from './menu-commands.ts'
import { pageMessage } from './page-message.ts'

/** So many messages of each chat are drawn. */
const DRAWN_MESSAGES = 60

/** The name the page calls a chat by: `p` and the bot's id, or `g` and the group's. */
export function chatKey(room: Room): string {
  return room.kind === 'private' ? `p${room.bot.user.id}` : `g${room.id}`
}

/** The chats a person sees: one with every bot, and the groups that person is in. */
export function roomsOf(world: World, person: Person): Room[] {
  const privates = [...world.bots.values()].map((bot) => world.privateRoom(bot, person))
  const groups = [...world.groups.values()].filter(
    (room) => !room.movedTo && !room.dissolved && isIn(memberOf(room, person.user)),
  )
  return [...privates, ...groups]
}

/** The chat of that name, as far as the person sees it. */
export function roomOf(world: World, person: Person, key: string): Room | undefined {
  return roomsOf(world, person).find((room) => chatKey(room) === key)
}

/** Everything the page draws for whoever looks at it as that person. */
export function pageState(cast: Cast, asId: number | undefined) {
  const { world } = cast
  const { settings } = world
  const viewer = world.people.get(asId ?? 0) ?? [...world.people.values()][0]
  return {
    title: settings.pageTitle,
    now: world.clock.now().getTime(),
    timeZone: settings.timeZone,
    canMoveClock: settings.moveClock !== undefined,
    guide: settings.guide,
    people: [...world.people.values()].map(({ user, note, deactivated }) => ({
      id: user.id,
      name: [user.first_name, user.last_name].filter(Boolean).join(' '),
      note: deactivated ? undefined : note,
    })),
    bots: [...world.bots.values()].map(({ user }) => ({
      id: user.id,
      name: user.first_name,
      username: user.username,
    })),
    as: viewer?.user.id,
    chats: viewer ? roomsOf(world, viewer).map((room) => pageChat(world, room, viewer)) : [],
  }
}

function pageChat(world: World, room: Room, viewer: Person) {
  const posted = [...room.messages.values()].slice(-DRAWN_MESSAGES)
  const markup = room.personal.get(viewer.user.id)
  return {
    key: chatKey(room),
    ...(room.kind === 'private' ? privatePart(room.bot, room) : groupPart(world, room, viewer)),
    messages: posted.map((one) => pageMessage(world, room, one, viewer)),
    keyboard: keyboardOf(room, viewer.user.id),
    wantsReply: markup !== undefined && 'force_reply' in markup,
    commands: commandsIn(world, room, viewer),
  }
}

function privatePart(bot: BotAccount, room: { started: boolean; blocked: boolean }) {
  const { first_name: title, username } = bot.user
  return { kind: 'private', title, username, started: room.started, blocked: room.blocked }
}

function groupPart(world: World, room: GroupRoom, viewer: Person) {
  const members = [...room.members.values()].filter(isIn)
  return {
    kind: room.kind,
    title: room.title,
    memberCount: members.length,
    members: members.slice(0, 30).map(({ user }) => user.first_name),
    isAdmin: isAdmin(memberOf(room, viewer.user)),
    bots: [...world.bots.values()].map((bot) => {
      const member = memberOf(room, bot.user)
      return { id: bot.user.id, name: bot.user.first_name, isIn: isIn(member), isAdmin: isAdmin(member) }
    }),
    topics: topicsOf(room),
  }
}

function topicsOf(room: GroupRoom) {
  return [...room.messages.values()].flatMap(({ message }) =>
    message.forum_topic_created ? [{ id: message.message_id, name: message.forum_topic_created.name }] : [],
  )
}

function commandsIn(world: World, room: Room, viewer: Person) {
  const bots = room.kind === 'private' ? [room.bot] : [...world.bots.values()]
  return bots
    .filter((bot) => room.kind === 'private' || isIn(memberOf(room, bot.user)))
    .flatMap((bot) => commandsFor(bot, room, viewer))
}
