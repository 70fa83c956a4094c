/** What the page knows, and how it asks and tells the sandbox. */
export const app = {
  /** The last state the sandbox told. */
  state: undefined,
  /** Uptime of this page when it was told, in milliseconds. */
  toldAt: 0,
  /** Who looks at the page. */
  as: Number(new URLSearchParams(location.hash.slice(1)).get('as')) || undefined,
}

const listeners = new Set()

/** Calls back after every news; returns nothing to undo, the page lives as long as its window. */
export function onNews(listener) {
  listeners.add(listener)
}

/** The sandbox's time now, in milliseconds. */
export function sandboxNow() {
  return app.state ? app.state.now + (performance.now() - app.toldAt) : Date.now()
}

let asking = false
let askAgain = false

/** Asks for the state and draws it; calls that come meanwhile are answered by one more. */
export async function refresh() {
  if (asking) {
    askAgain = true
    return
  }
  asking = true
  const response = await fetch(`/page/state?as=${app.as ?? ''}`)
  app.state = await response.json()
  app.toldAt = performance.now()
  app.as = app.state.as
  asking = false
  for (const listener of listeners) listener()
  if (askAgain) {
    askAgain = false
    await refresh()
  }
}

/** Looks at the page as someone else. */
export async function become(id) {
  app.as = id
  history.replaceState(null, '', `#as=${id}`)
  await refresh()
}

/** Follows what happens, for good. */
export function follow(onLost) {
  const events = new EventSource('/page/events')
  let lost = false
  events.onmessage = () => {
    lost = false
    void refresh()
  }
  events.onerror = () => {
    if (!lost) onLost()
    lost = true
  }
}

async function post(path, body, type) {
  const headers = { 'content-type': type, 'x-sandbox-page': 'yes' }
  const response = await fetch(path, { method: 'POST', headers, body })
  const result = await response.json()
  if (!response.ok) throw new Error(result.error)
  return result
}

/** Does something as the person who looks; throws with the sandbox's words when it cannot be done. */
export function act(what) {
  return post(`/page/act?as=${app.as}`, JSON.stringify(what), 'application/json')
}

/** Sends a file in a chat. */
export function upload(chat, file, about = {}) {
  const query = new URLSearchParams({ as: app.as, chat, name: file.name ?? '', ...about })
  return post(`/page/upload?${query}`, file, file.type || 'application/octet-stream')
}
