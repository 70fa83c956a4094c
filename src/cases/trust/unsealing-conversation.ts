import type { ConversationSpec } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { askUnsealing } from './ask-unsealing.ts'

export const unsealName = 'case-unseal'

/** Why must somebody know? The reporter will read it. */
export const askToUnseal: ConversationSpec = {
  name: unsealName,
  version: 1,
  async run(talk, args) {
    const { caseId } = args as { caseId: number }
    const { t, personId } = talk
    const reason = await talk.ask(publicMessage(t('unseal-why')), (heard) => {
      return heard.kind === 'text' && heard.text.trim() !== ''
        ? heard.text
        : new Refusal('unseal-reason-needed')
    })
    const done = await talk.perform(async (app) => {
      await askUnsealing(app, { personId }, caseId, reason)
      return true
    })
    const key = done.ok ? 'unseal-asked-now' : done.refusal.code
    await talk.say(publicMessage(escapeHtml(t(key, done.ok ? {} : done.refusal.args))))
  },
}
