import { chooseGroup } from './dialogs.js'
import { open } from './open-chats.js'
import { act, app } from './server.js'
import { attempt } from './toasts.js'

const DEEP_LINK = /^https?:\/\/t\.me\/(\w{5,32})(?:\?(start|startgroup)(?:=([\w-]*))?)?$/

/** Opens a link: one to a bot of this sandbox stays inside the page, any other opens a window of its own. */
export function openLink(url) {
  const [, username, kind, payload = ''] = DEEP_LINK.exec(url) ?? []
  const bot = app.state.bots.find((one) => one.username.toLowerCase() === username?.toLowerCase())
  if (!bot) {
    if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener')
    return
  }
  if (kind === 'startgroup') chooseGroup(bot, payload)
  else if (kind === 'start')
    void attempt(async () => open((await act({ act: 'start', username, payload })).open))
  else open(`p${bot.id}`)
}
