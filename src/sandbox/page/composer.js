import { button, h, icon } from './dom.js'
import { act, upload } from './server.js'
import { t } from './texts.js'
import { attempt } from './toasts.js'
import { recordVoice } from './voice.js'

/** A point on the plateau, where nobody lives. */
const SAMPLE_PLACE = { latitude: 30.05, longitude: 101.52 }

/** The place below a chat where one writes. It stays while messages come, so what was begun is not lost. */
export class Composer {
  constructor(key) {
    this.key = key
    this.replyTo = undefined
    this.field = h('textarea', { rows: 1, placeholder: t('write'), 'aria-label': t('write') })
    this.quote = h('div', { className: 'replying', hidden: true })
    this.keys = h('div', { className: 'below' })
    this.menu = h('div', { className: 'sheet', hidden: true })
    this.more = this.#moreButton()
    this.mic = button(icon('mic'), () => this.#speak(), {
      className: 'round',
      title: t('voice'),
      'aria-label': t('voice'),
    })
    this.field.addEventListener('input', () => this.#grow())
    this.field.addEventListener('keydown', (event) => this.#onKey(event))
    const send = button(t('send'), () => this.send(), { className: 'main' })
    const line = h('div', { className: 'line' }, this.more, this.field, this.mic, send)
    this.element = h('div', { className: 'composer' }, this.keys, this.menu, this.quote, line)
  }

  /** Shows the keyboard and commands the chat has now. */
  update(chat) {
    const keys = JSON.stringify(chat.keyboard)
    if (this.shownKeys !== keys) {
      this.shownKeys = keys
      const rows = chat.keyboard.map((row) =>
        h('div', { className: 'keys' }, ...row.map((label) => button(label, () => this.say(label)))),
      )
      this.keys.replaceChildren(...rows)
    }
    this.commands = chat.commands
    const newest = chat.messages.at(-1)
    if (chat.wantsReply && newest?.from.isBot && newest.id !== this.askedReply) {
      this.askedReply = newest.id
      this.reply(newest)
    }
  }

  /** Puts words into the field, to be sent or changed. */
  fill(text) {
    this.field.value = text
    this.#grow()
    this.field.focus()
  }

  /** Begins an answer to a message. */
  reply(message) {
    this.replyTo = message.id
    const cancel = button(t('cancel'), () => this.#endReply(), { className: 'plain' })
    const name = `${t('reply')} ${message.from.name}：`
    this.quote.replaceChildren(
      h('span', {}, h('b', {}, name), (message.text || message.poll?.question || '').slice(0, 60)),
      cancel,
    )
    this.quote.hidden = false
    this.field.focus()
  }

  /** Writes a text at once. */
  say(text) {
    const { replyTo } = this
    this.#endReply()
    return attempt(() => act({ act: 'say', chat: this.key, text, replyTo }))
  }

  async send() {
    const text = this.field.value.trim()
    if (!text) return
    this.field.value = ''
    this.#grow()
    await this.say(text)
  }

  #endReply() {
    this.replyTo = undefined
    this.quote.hidden = true
  }

  #grow() {
    this.field.style.height = 'auto'
    this.field.style.height = `${Math.min(this.field.scrollHeight, 180)}px`
  }

  #onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void this.send()
  }

  #moreButton() {
    return button(icon('plus'), () => this.#openMenu(), {
      className: 'round',
      title: t('attach'),
      'aria-label': t('attach'),
    })
  }

  #openMenu() {
    if (!this.menu.hidden) {
      this.menu.hidden = true
      return
    }
    const done = (run) => () => {
      this.menu.hidden = true
      run()
    }
    const commands = (this.commands ?? []).map(({ command, description }) =>
      button(
        `/${command} ${description}`,
        done(() => this.say(`/${command}`)),
        { className: 'wide' },
      ),
    )
    this.menu.replaceChildren(
      button(
        t('photo'),
        done(() => this.#pick('photo', 'image/*')),
      ),
      button(
        t('file'),
        done(() => this.#pick('document', '')),
      ),
      button(
        t('location'),
        done(() => attempt(() => act({ act: 'locate', chat: this.key, ...SAMPLE_PLACE }))),
      ),
      ...commands,
    )
    this.menu.hidden = false
  }

  /** Sends chosen files, with what stands in the field as caption of the first. */
  #pick(kind, accept) {
    const input = h('input', { type: 'file', accept, multiple: kind === 'photo' })
    input.addEventListener('change', () =>
      attempt(async () => {
        for (const file of input.files) {
          const caption = this.field.value.trim()
          this.field.value = ''
          await upload(this.key, file, { kind, ...(caption && { caption }) })
        }
      }),
    )
    input.click()
  }

  async #speak() {
    if (this.recording) {
      this.recording.stop()
      return
    }
    await attempt(async () => {
      this.recording = await recordVoice()
      this.mic.classList.add('recording')
      this.mic.title = t('stopVoice')
      const { file, seconds } = await this.recording.done
      await upload(this.key, file, { kind: 'voice', duration: seconds })
    })
    this.recording = undefined
    this.mic.classList.remove('recording')
    this.mic.title = t('voice')
  }
}
