import { Composer } from './composer.js'
import { askMembers, askTitle } from './dialogs.js'
import { button, drawList, face, h, icon } from './dom.js'
import { messageView } from './message-view.js'
import { close } from './open-chats.js'
import { act, app } from './server.js'
import { t, timeFormats } from './texts.js'
import { attempt } from './toasts.js'

/** One chat as a column: who it is with, what was said, and where one writes. */
export class ChatView {
  constructor(key) {
    this.key = key
    this.composer = new Composer(key)
    this.head = h('header', {})
    this.list = h('div', { className: 'messages', 'data-empty': t('empty') })
    this.foot = h('footer', {})
    this.element = h('section', { className: 'chat' }, this.head, this.list, this.foot)
    this.follows = true
    this.list.addEventListener('scroll', () => {
      this.follows = this.#isAtEnd()
    })
    // A picture that has come pushes the newest message down.
    this.list.addEventListener('load', () => this.follows && this.toEnd(), true)
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.list
    return scrollHeight - scrollTop - clientHeight < 80
  }

  /** Draws what the chat shows now; stays at the newest message unless the reader has scrolled up. */
  update(chat) {
    const { list } = this
    const times = timeFormats(app.state.timeZone)
    const atEnd = this.#isAtEnd()
    const isNew = ({ id, own }) => own && id > (this.newest ?? 0)
    const newest = chat.messages.at(-1)
    this.#drawHead(chat)
    drawList(
      list,
      withDays(chat.messages, times),
      (item) => item.key,
      (item) =>
        item.day ? h('p', { className: 'news day' }, item.day) : this.#message(chat, item.message, times),
    )
    this.#drawFoot(chat)
    if (atEnd || this.newest === undefined || chat.messages.some(isNew)) this.toEnd()
    this.newest = newest?.id
  }

  #message(chat, message, times) {
    const say = (text) => this.composer.say(text)
    return messageView(chat, message, times, { say, reply: (one) => this.composer.reply(one) })
  }

  /** Shows the newest message, once the column is on the page. */
  toEnd() {
    requestAnimationFrame(() => {
      this.list.scrollTop = this.list.scrollHeight
    })
  }

  #drawHead(chat) {
    const subtitle =
      chat.kind === 'private'
        ? t('botChat')
        : `${t('members', { count: chat.memberCount })}：${chat.members.join('、')}`
    drawList(
      this.head,
      [{ ...chat, messages: undefined, subtitle }],
      () => 'head',
      () =>
        h(
          'div',
          { className: 'head' },
          face(chat.title),
          h('div', { className: 'names' }, h('h2', {}, chat.title), h('small', {}, subtitle)),
          this.#menu(chat),
          button('×', () => close(chat.key), { className: 'plain round close', 'aria-label': t('cancel') }),
        ),
    )
  }

  #menu(chat) {
    const entries = chat.kind === 'private' ? this.#privateEntries(chat) : this.#groupEntries(chat)
    if (entries.length === 0) return ''
    const details = h(
      'details',
      { className: 'menu' },
      h('summary', { 'aria-label': t('attach') }, icon('more')),
    )
    details.append(h('div', { className: 'entries' }, ...entries))
    details.addEventListener('click', (event) => {
      if (event.target.closest('button')) details.open = false
    })
    return details
  }

  #privateEntries(chat) {
    if (!chat.started || chat.blocked) return []
    return [button(t('block'), () => this.#act({ act: 'block', blocked: true }))]
  }

  #groupEntries(chat) {
    const promotable = chat.bots.filter((bot) => bot.isIn && !bot.isAdmin && chat.isAdmin)
    return [
      button(t('addPeople'), () => askMembers(chat)),
      ...promotable.map((bot) =>
        button(t('promote', { name: bot.name }), () => this.#act({ act: 'promote', bot: bot.id })),
      ),
      chat.isAdmin && button(t('rename'), () => askTitle(chat)),
      button(t('leave'), () => this.#act({ act: 'leave' })),
    ]
  }

  #act(what) {
    return attempt(() => act({ chat: this.key, ...what }))
  }

  #drawFoot(chat) {
    if (chat.kind === 'private' && (!chat.started || chat.blocked)) {
      const [hint, label] = chat.started ? [t('blocked'), t('unblock')] : [t('startHint'), t('start')]
      const begin = () =>
        chat.started
          ? this.#act({ act: 'block', blocked: false })
          : attempt(() => act({ act: 'start', username: chat.username, payload: '' }))
      drawList(
        this.foot,
        [{ hint }],
        () => 'gate',
        () => h('div', { className: 'gate' }, h('p', {}, hint), button(label, begin, { className: 'main' })),
      )
      return
    }
    drawList(
      this.foot,
      ['composer'],
      (item) => item,
      () => this.composer.element,
    )
    this.composer.update(chat)
  }
}

/** Puts the day before the first message of each day. */
function withDays(messages, times) {
  let day
  return messages.flatMap((message) => {
    const today = times.day(message.date * 1000)
    const item = { key: message.id, message }
    if (today === day) return [item]
    day = today
    return [{ key: `day ${today}`, day: today }, item]
  })
}
