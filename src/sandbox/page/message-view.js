import { button, h, icon } from './dom.js'
import { openLink } from './links.js'
import { pollView } from './poll-view.js'
import { richText } from './rich-text.js'
import { act } from './server.js'
import { t } from './texts.js'
import { attempt, tell, toast } from './toasts.js'

/** Draws one message; `say` writes a text in the same chat, `reply` begins an answer to it. */
export function messageView(chat, message, times, { say, reply }) {
  if (message.news) return newsView(message)
  const bubble = h('div', { className: 'bubble' }, ...inside(chat, message, say), foot(message, times))
  const answer = button(icon('reply'), () => reply(message), {
    className: 'plain answer',
    title: t('reply'),
    'aria-label': t('reply'),
  })
  return h(
    'article',
    { className: `message${message.own ? ' own' : ''}` },
    h('div', { className: 'line' }, bubble, answer),
    ...keyboard(chat, message),
  )
}

function newsView(message) {
  const key = message.news.key === 'pinned' ? 'pinnedNews' : message.news.key
  return h('p', { className: 'news' }, t(key, { name: message.news.name }))
}

function inside(chat, message, say) {
  const { replyTo } = message
  const named = chat.kind !== 'private' && !message.own
  return [
    named && h('div', { className: 'author' }, message.from.name),
    message.forwardedFrom &&
      h('div', { className: 'forwarded' }, t('forwarded', { name: message.forwardedFrom })),
    replyTo &&
      h(
        'blockquote',
        { className: 'quote' },
        h('b', {}, replyTo.name),
        ` ${replyTo.text || kindOf(replyTo.what)}`,
      ),
    message.file && fileView(message.file),
    message.location && placeView(message.location),
    message.poll && pollView(chat, message),
    message.text && h('div', { className: 'text' }, ...richText(message.text, message.entities, say)),
  ]
}

/** What a message without words is. */
function kindOf(what) {
  return what ? t(`kind-${what}`) : ''
}

function fileView(file) {
  const { url, kind } = file
  if (kind === 'photo') {
    const picture = h('img', { src: url, alt: t('photo'), loading: 'lazy' })
    return h('a', { href: url, target: '_blank', rel: 'noopener', className: 'photo' }, picture)
  }
  if (kind === 'video') return h('video', { src: url, controls: true, preload: 'metadata' })
  if (kind === 'document') {
    return h(
      'a',
      { href: url, className: 'file', download: file.name ?? '' },
      icon('file'),
      file.name ?? t('file'),
    )
  }
  const seconds = file.durationS ? h('small', {}, t('seconds', { count: file.durationS })) : ''
  return h(
    'div',
    { className: 'sound' },
    icon('mic'),
    h('audio', { src: url, controls: true, preload: 'none' }),
    seconds,
  )
}

function placeView({ latitude, longitude }) {
  return h('div', { className: 'file' }, icon('place'), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)
}

function foot(message, times) {
  const marks = [
    message.pinned && t('pinned'),
    message.edited && t('edited'),
    times.time(message.date * 1000),
  ]
  const reactions =
    message.reactions.length > 0 && h('span', { className: 'reactions' }, message.reactions.join(' '))
  return h('div', { className: 'foot' }, reactions, h('span', {}, marks.filter(Boolean).join(' · ')))
}

function keyboard(chat, message) {
  if (!message.buttons) return []
  const rows = message.buttons.map((row, rowIndex) =>
    h(
      'div',
      { className: 'keys' },
      ...row.map((key, column) => keyView(chat, message, key, { row: rowIndex, column })),
    ),
  )
  return [h('div', { className: 'keyboard' }, ...rows)]
}

function keyView(chat, message, key, place) {
  if (key.url) {
    return button(h('span', {}, key.text, h('small', {}, ' ↗')), () => openLink(key.url))
  }
  if (key.copy !== undefined) {
    return button(key.text, () =>
      attempt(async () => {
        await navigator.clipboard.writeText(key.copy)
        toast(t('copied'))
      }),
    )
  }
  const element = button(key.text, () => attempt(() => press(element, chat, message, place)))
  return element
}

/** Presses a button for the bot and shows what it answers. */
async function press(element, chat, message, place) {
  element.disabled = true
  try {
    const { answer } = await act({ act: 'press', chat: chat.key, message: message.id, ...place })
    if (!answer) toast(t('noAnswer'))
    else if (answer.url) openLink(answer.url)
    else if (answer.text && answer.showAlert) tell(answer.text)
    else if (answer.text) toast(answer.text)
  } finally {
    element.disabled = false
  }
}
