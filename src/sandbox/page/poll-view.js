import { button, h } from './dom.js'
import { act, app } from './server.js'
import { t } from './texts.js'
import { attempt } from './toasts.js'

/** What each person has ticked in polls with several answers, kept while the poll is drawn anew. */
const ticked = new Map()

/** Draws a poll; whoever may vote presses an option, or ticks several and votes. */
export function pollView(chat, message) {
  const { poll } = message
  const voted = poll.mine !== undefined
  const canVote = !poll.isClosed && (!voted || poll.canChange)
  const send = (options) => attempt(() => act({ act: 'vote', chat: chat.key, message: message.id, options }))
  const kind = [
    poll.isQuiz ? t('quiz') : t('poll'),
    poll.isAnonymous ? t('anonymous') : t('named'),
    poll.several && t('several'),
    poll.isClosed && t('closed'),
  ]
  return h(
    'div',
    { className: 'poll' },
    h('strong', {}, poll.question),
    h('small', {}, kind.filter(Boolean).join(' · ')),
    ...(poll.several && canVote && !voted ? several(chat, message, send) : one(poll, canVote, send)),
    poll.explanation && h('p', { className: 'explanation' }, poll.explanation),
    h('small', {}, poll.voters > 0 ? t('voters', { count: poll.voters }) : t('noVotes')),
    voted && canVote && button(t('retract'), () => send([]), { className: 'plain' }),
  )
}

function one(poll, canVote, send) {
  return poll.options.map((option, index) => {
    const mine = poll.mine?.includes(index)
    const share = poll.voters > 0 && option.votes !== undefined ? option.votes / poll.voters : 0
    const mark = option.right === true ? ' right' : mine && option.right === false ? ' wrong' : ''
    return h(
      'button',
      {
        type: 'button',
        className: `option${mine ? ' mine' : ''}${mark}`,
        disabled: !canVote,
        style: `--share: ${Math.round(share * 100)}%`,
        onclick: () => send([index]),
      },
      h('span', {}, `${option.right === true ? '✓ ' : mark === ' wrong' ? '✗ ' : ''}${option.text}`),
      option.votes !== undefined && h('span', { className: 'count' }, String(option.votes)),
    )
  })
}

function several(chat, message, send) {
  const key = `${app.as} ${chat.key} ${message.id}`
  const chosen = ticked.get(key) ?? new Set()
  ticked.set(key, chosen)
  const boxes = message.poll.options.map((option, index) => {
    const box = h('input', { type: 'checkbox', checked: chosen.has(index) })
    box.addEventListener('change', () => (box.checked ? chosen.add(index) : chosen.delete(index)))
    return h('label', { className: 'option' }, box, h('span', {}, option.text))
  })
  const vote = () => {
    if (chosen.size > 0) void send([...chosen].sort((a, b) => a - b))
  }
  return [...boxes, button(t('vote'), vote, { className: 'main' })]
}
