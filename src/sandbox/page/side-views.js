import { askArrival, askGroup } from './dialogs.js'
import { button, drawList, face, h, icon } from './dom.js'
import { frontChat, open, openChats } from './open-chats.js'
import { act, app, become, sandboxNow } from './server.js'
import { of, t, timeFormats } from './texts.js'
import { attempt, toast } from './toasts.js'

const seen = new Map()
const seenKey = (chat) => `${app.as} ${chat.key}`

/** How many messages of others came since the chat was last in sight; drawing an open chat counts as seeing it. */
function unread(chat, isOpen) {
  const newest = chat.messages.at(-1)?.id ?? 0
  if (isOpen || !seen.has(seenKey(chat))) seen.set(seenKey(chat), newest)
  return chat.messages.filter((one) => !one.own && !one.news && one.id > seen.get(seenKey(chat))).length
}

/** The list of people one can be. */
export function drawPeople(panel) {
  const { people } = app.state
  const items = [
    { head: true },
    ...people.map((person) => ({ ...person, me: person.id === app.as })),
    { tail: true },
  ]
  drawList(
    panel,
    items,
    (item) => item.id ?? Object.keys(item)[0],
    (item) => {
      if (item.head) return h('h2', {}, t('who'))
      if (item.tail) return button([icon('plus'), t('arrive')], askArrival, { className: 'wide' })
      return personView(item)
    },
  )
}

function personView(person) {
  const words = h('span', { className: 'names' }, h('b', {}, person.name), h('small', {}, person.note ?? ''))
  const choose = () => {
    void become(person.id)
    document.getElementById('room').dataset.tab = 'chats'
  }
  const row = h('div', { className: `person${person.me ? ' me' : ''}` })
  row.append(
    button([face(person.name), words], choose, {
      className: 'choose',
      'aria-current': person.me ? 'true' : 'false',
    }),
    h(
      'a',
      { href: `/#as=${person.id}`, target: '_blank', title: t('newWindow'), 'aria-label': t('newWindow') },
      icon('window'),
    ),
  )
  return row
}

/** All chats of the person, to be opened. */
export function drawStrip(strip) {
  const front = frontChat()?.key
  const openKeys = openChats().map((chat) => chat.key)
  const items = app.state.chats.map((chat) => {
    const isOpen = openKeys.includes(chat.key)
    return {
      key: chat.key,
      title: chat.title,
      isOpen,
      front: chat.key === front,
      unread: unread(chat, isOpen),
    }
  })
  drawList(
    strip,
    [...items, { key: 'new' }],
    (item) => item.key,
    (item) => {
      if (item.key === 'new') return button([icon('plus'), t('newGroup')], askGroup, { className: 'plain' })
      const badge = item.unread > 0 && h('span', { className: 'badge' }, String(item.unread))
      const className = `${item.isOpen ? 'open' : ''}${item.front ? ' front' : ''}`
      return button([item.title, badge].filter(Boolean), () => open(item.key), { className })
    },
  )
}

/** The steps the host program offers to try. */
export function drawGuide(panel, fill) {
  const { guide, people } = app.state
  const done = new Set(JSON.parse(sessionStorage.getItem('done') ?? '[]'))
  panel.hidden = guide.length === 0
  const items = guide.map((step, index) => ({
    ...step,
    index,
    done: done.has(index),
    me: step.personId === app.as,
  }))
  drawList(
    panel,
    [{ head: true }, ...items],
    (item) => item.index ?? 'head',
    (item) => {
      if (item.head) return h('h2', {}, t('guide'))
      const person = people.find(({ id }) => id === item.personId)
      const tick = h('input', { type: 'checkbox', checked: item.done, 'aria-label': of(item.title) })
      tick.addEventListener('change', () => {
        if (tick.checked) done.add(item.index)
        else done.delete(item.index)
        sessionStorage.setItem('done', JSON.stringify([...done]))
        drawGuide(panel, fill)
      })
      return h(
        'section',
        { className: `step${item.done ? ' done' : ''}` },
        h('label', {}, tick, h('b', {}, `${item.index + 1}. ${of(item.title)}`)),
        h('p', {}, of(item.text)),
        person && !item.me && button(t('become', { name: person.name }), () => become(person.id)),
        item.say && button(t('fill', { text: item.say }), () => fill(item.say)),
      )
    },
  )
}

let clockTime

/** The sandbox's time, and the buttons that move it. */
export function drawClock(panel) {
  const { timeZone, canMoveClock } = app.state
  drawList(
    panel,
    [{ timeZone, canMoveClock }],
    () => 'clock',
    () => {
      clockTime = h('b', {})
      const move = (by) => () =>
        attempt(async () => {
          const { now } = await act({ act: 'move-clock', by })
          const times = timeFormats(timeZone)
          toast(t('moved', { time: `${times.day(now)} ${times.time(now)}` }))
        })
      const moves = ['minute', 'hour', 'morning'].map((by) => button(t(by), move(by)))
      return h('div', { className: 'time' }, h('span', {}, clockTime), ...(canMoveClock ? moves : []))
    },
  )
  tickClock()
}

/** Sets the shown time anew. */
export function tickClock() {
  if (!app.state || !clockTime) return
  clockTime.textContent = timeFormats(app.state.timeZone).short(sandboxNow())
}
