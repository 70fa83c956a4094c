import { app } from './server.js'

const listeners = new Set()
/** By person: the chats that stand open, and the one in front on a small screen. */
const byPerson = new Map()

function mine() {
  const known = byPerson.get(app.as)
  if (known) return known
  const keys = app.state.chats.map((chat) => chat.key)
  const fresh = { keys: keys.slice(0, 2), front: keys[0] }
  byPerson.set(app.as, fresh)
  return fresh
}

/** Calls back when a chat was opened or closed, or another came to the front. */
export function onOpen(listener) {
  listeners.add(listener)
}

function tell() {
  for (const listener of listeners) listener()
}

/** The open chats that still exist, from left to right. */
export function openChats() {
  return mine().keys.flatMap((key) => app.state.chats.find((chat) => chat.key === key) ?? [])
}

/** The chat in front on a small screen, and the one the guide writes into. */
export function frontChat() {
  return openChats().find((chat) => chat.key === mine().front) ?? openChats()[0]
}

/** Opens a chat, on the left of the others, and brings it to the front. */
export function open(key) {
  if (!key) return
  const chats = mine()
  const most = Math.max(1, Math.floor((document.getElementById('columns')?.clientWidth ?? 0) / 350))
  if (!chats.keys.includes(key)) chats.keys = [...chats.keys.slice(0, Math.max(0, most - 1)), key]
  chats.front = key
  document.getElementById('room').dataset.tab = 'chats'
  tell()
}

/** Takes a chat off the wide screen. */
export function close(key) {
  const chats = mine()
  chats.keys = chats.keys.filter((one) => one !== key)
  if (chats.front === key) chats.front = chats.keys[0]
  tell()
}
