import type { App } from '../../app.ts'
import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { type Message, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { readNote } from '../ask-note.ts'
import { deadlineInWords } from '../case-texts.ts'
import { deadlineOf } from '../next-date.ts'
import { extendCase, extensionDays } from './extend-case.ts'
import { extendedMessage, whichTitle, whyExtend, whyLift } from './ladder-texts.ts'
import { liftSupervision, superviseCase } from './supervise-case.ts'

export const extendName = 'case-extend'
export const superviseName = 'case-supervise'
export const liftName = 'case-lift'

interface Args {
  caseId: number
}

/** What was done, or why it cannot be; a refusal is spoken and ends it. */
async function act<Value>(
  talk: Talk,
  verb: (app: App) => Promise<Value>,
  said: (value: Value) => Message,
): Promise<void> {
  const done = await talk.perform(verb)
  if (done.ok) return talk.say(said(done.value))
  await talk.say(publicMessage(escapeHtml(talk.t(done.refusal.code, done.refusal.args))))
}

/** Why does it need longer? */
export const extendByWords: ConversationSpec = {
  name: extendName,
  version: 1,
  async run(talk, args) {
    const { caseId } = args as Args
    const { t, personId } = talk
    const days = await talk.must((app) => extensionDays(app.db))
    const reason = await talk.ask(whyExtend(t, days), readNote)
    await act(
      talk,
      async (app) => {
        const one = await extendCase(app, { personId }, caseId, reason)
        return deadlineInWords(t, await deadlineOf(app.db, app, one))
      },
      (day) => extendedMessage(t, day),
    )
  },
}

/** Which title? One that is refused is asked for again. */
export const superviseByWords: ConversationSpec = {
  name: superviseName,
  version: 1,
  async run(talk, args) {
    const { caseId } = args as Args
    const { t, personId } = talk
    const title = await talk.ask(whichTitle(t), readNote)
    await talk.must(async (app) => {
      await superviseCase(app, { personId }, caseId, title)
      return true
    })
    await talk.say(publicMessage(t('ladder-supervised')))
  },
}

/** Why is it taken off the list? */
export const liftByWords: ConversationSpec = {
  name: liftName,
  version: 1,
  async run(talk, args) {
    const { caseId } = args as Args
    const { t, personId } = talk
    const reason = await talk.ask(whyLift(t), readNote)
    const lift = async (app: App) => {
      await liftSupervision(app, { personId }, caseId, reason)
      return true
    }
    await act(talk, lift, () => publicMessage(t('ladder-lifted')))
  },
}
