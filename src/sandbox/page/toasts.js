import { button, h } from './dom.js'
import { t } from './texts.js'

/** Shows a few words for a while. */
export function toast(words) {
  const element = h('div', { className: 'toast' }, words)
  document.getElementById('toasts').append(element)
  setTimeout(() => element.remove(), 4500)
}

/** Shows words that wait until they are read. */
export function tell(words) {
  const dialog = h('dialog', { className: 'tell' }, h('p', {}, words))
  dialog.append(button(t('ok'), () => dialog.close(), { className: 'main' }))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

/** Runs something and says so when it fails. */
export async function attempt(run) {
  try {
    return await run()
  } catch (error) {
    toast(error.message)
    return undefined
  }
}
