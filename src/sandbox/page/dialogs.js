import { button, h } from './dom.js'
import { open } from './open-chats.js'
import { act, app, become } from './server.js'
import { t } from './texts.js'
import { attempt } from './toasts.js'

/** Shows a form; `submit` gets its data when the reader agrees. */
function ask(title, fields, agree, submit) {
  const dialog = h('dialog', {})
  const form = h('form', { method: 'dialog' }, h('h2', {}, title), ...fields)
  const buttons = h('div', { className: 'row' })
  buttons.append(
    button(t('cancel'), () => dialog.close()),
    h('button', { className: 'main' }, agree),
  )
  form.append(buttons)
  form.addEventListener('submit', () => attempt(() => submit(new FormData(form))))
  dialog.append(form)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function nameField(label, value = '') {
  return h(
    'label',
    { className: 'field' },
    label,
    h('input', { name: 'name', required: true, maxLength: 60, value }),
  )
}

function tick(name, value, label, checked = false) {
  return h('label', { className: 'tick' }, h('input', { type: 'checkbox', name, value, checked }), label)
}

function everyone(except) {
  const bots = app.state.bots.map((bot) => tick('member', bot.id, bot.name, true))
  const people = app.state.people.filter(({ id }) => id !== app.as && !except.includes(id))
  return h(
    'fieldset',
    {},
    h('legend', {}, t('members2')),
    ...bots,
    ...people.map((person) =>
      tick('member', person.id, person.note ? `${person.name}（${person.note}）` : person.name),
    ),
  )
}

const chosen = (data) => data.getAll('member').map(Number)

/** A new person comes and takes the page over. */
export function askArrival() {
  ask(t('arrive'), [nameField(t('arriveName'))], t('ok'), async (data) => {
    const { as } = await act({ act: 'arrive', name: data.get('name') })
    await become(as)
  })
}

/** Makes a group. */
export function askGroup() {
  ask(t('newGroup'), [nameField(t('groupTitle')), everyone([])], t('make'), async (data) => {
    const made = await act({ act: 'found', title: data.get('name'), members: chosen(data) })
    open(made.open)
  })
}

/** Brings people or bots into a group. */
export function askMembers(chat) {
  ask(t('addPeople'), [everyone([])], t('add'), (data) =>
    act({ act: 'invite', chat: chat.key, members: chosen(data) }),
  )
}

/** Renames a group. */
export function askTitle(chat) {
  ask(t('rename'), [nameField(t('groupTitle'), chat.title)], t('ok'), (data) =>
    act({ act: 'rename', chat: chat.key, title: data.get('name') }),
  )
}

/** Chooses the group a bot is brought into by a link. */
export function chooseGroup(bot, payload) {
  const groups = app.state.chats.filter((chat) => chat.kind !== 'private')
  if (groups.length === 0) {
    askGroup()
    return
  }
  const options = groups.map((chat, index) =>
    h(
      'label',
      { className: 'tick' },
      h('input', { type: 'radio', name: 'chat', value: chat.key, checked: index === 0 }),
      chat.title,
    ),
  )
  ask(t('chooseGroup'), [h('fieldset', {}, ...options)], t('add'), async (data) => {
    const done = await act({ act: 'invite', chat: data.get('chat'), members: [bot.id], payload })
    open(done.open)
  })
}
