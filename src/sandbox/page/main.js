import { ChatView } from './chat-view.js'
import { button, drawList } from './dom.js'
import { frontChat, onOpen, open, openChats } from './open-chats.js'
import { app, follow, onNews, refresh } from './server.js'
import { drawClock, drawGuide, drawPeople, drawStrip, tickClock } from './side-views.js'
import { language, of, switchLanguage, t } from './texts.js'
import { toast } from './toasts.js'

const at = (id) => document.getElementById(id)
/** The columns that were opened, by person and chat: what one began to write stays there. */
const views = new Map()

function viewOf(chat) {
  const name = `${app.as} ${chat.key}`
  if (!views.has(name)) views.set(name, new ChatView(chat.key))
  return views.get(name)
}

function drawColumns() {
  const columns = at('columns')
  const chats = openChats()
  const front = frontChat()
  const elements = chats.map((chat) => viewOf(chat).element)
  // Moving an element loses its scroll position and focus: only do it when columns come or go.
  const same =
    elements.length === columns.children.length &&
    elements.every((one, index) => one === columns.children[index])
  if (!same) {
    columns.replaceChildren(...elements)
    for (const chat of chats) viewOf(chat).toEnd()
  }
  showFront(chats, front)
  for (const chat of chats) viewOf(chat).update(chat)
}

/** On a small screen one chat is in front; who turns to it sees its newest message. */
function showFront(chats, front) {
  for (const chat of chats) {
    const view = viewOf(chat)
    const isFront = chat === front
    if (isFront && !view.element.classList.contains('front')) view.toEnd()
    view.element.classList.toggle('front', isFront)
  }
}

function fill(text) {
  const chat = frontChat()
  if (!chat) return
  open(chat.key)
  viewOf(chat).composer.fill(text)
}

function drawTabs() {
  const tabs = ['people', 'chats', 'guide'].filter((tab) => tab !== 'guide' || app.state.guide.length > 0)
  const chosen = at('room').dataset.tab
  drawList(
    at('tabs'),
    tabs.map((tab) => ({ tab, chosen: tab === chosen })),
    (item) => item.tab,
    (item) =>
      button(
        t(item.tab),
        () => {
          at('room').dataset.tab = item.tab
          drawTabs()
        },
        { className: item.chosen ? 'chosen' : '' },
      ),
  )
}

function draw() {
  if (!app.state) return
  document.title = of(app.state.title)
  at('title').textContent = of(app.state.title)
  drawPeople(at('people'))
  drawColumns()
  drawStrip(at('strip'))
  drawGuide(at('guide'), fill)
  drawClock(at('clock'))
  drawTabs()
}

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
at('language').textContent = t('otherLanguage')
at('language').addEventListener('click', switchLanguage)
onNews(draw)
onOpen(draw)
setInterval(tickClock, 1000)
follow(() => toast(t('lost')))
await refresh()
