import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { shorten } from '../../lib/shorten.ts'
import { askPaged } from '../../org/ask-paged.ts'
import { caseOpen } from '../case-buttons.ts'
import { caseFor } from '../see-case.ts'
import { enterParty } from './invite-party.ts'
import { mediateCase, mediatorCandidates } from './mediate-case.ts'

export const nameMediatorName = 'mediator-name'
export const partyByNameName = 'party-by-name'

/** Which case a conversation is about; its number stands in every question. */
export interface AboutCase {
  caseId: number
  number: string
}

/** A question about one case: its number stands above, so that nothing is mixed up. */
export const about = (talk: Talk, { number }: AboutCase, key: string, args = {}): Confidential =>
  confidential(`<b>${number}</b>\n${talk.t(key, args)}`)

/** Does it once, and says the words of `key`, or why it cannot be done; from either it is one tap to the case. */
export async function act(
  talk: Talk,
  of: AboutCase,
  key: string,
  verb: Parameters<Talk['perform']>[0],
): Promise<void> {
  const done = await talk.perform(async (app) => {
    await verb(app)
    return true
  })
  const html = done.ok ? talk.t(key) : escapeHtml(talk.t(done.refusal.code, done.refusal.args))
  const open = { text: talk.t('case-see'), data: caseOpen.data({ case: of.caseId }) }
  await talk.say(confidential(`<b>${of.number}</b>\n${html}`, { buttons: [[open]] }))
}

/** Mediators come first. */
async function askMediator(talk: Talk, of: AboutCase): Promise<void> {
  const { t, personId } = talk
  const people = await talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, { personId }, of.caseId)
    return mediatorCandidates(app.db, app, one)
  })
  if (people.length === 0) throw new Refusal('mediation-nobody')
  const options = people.map(({ personId: id, name, role }) => ({
    id: String(id),
    label: t('report-official', { name, role: t(`role-${role}`) }),
  }))
  const chosen = await askPaged(talk, about(talk, of, 'mediation-which-mediator'), options)
  await act(talk, of, 'mediation-mediator-asked', (app) =>
    mediateCase(app, { personId }, of.caseId, Number(chosen)),
  )
}

/** Whoever may be asked to mediate, as buttons. */
export const nameMediator: ConversationSpec = {
  name: nameMediatorName,
  version: 1,
  run: (talk, args) => askMediator(talk, args as AboutCase),
}

const longestName = 60
/** What somebody typed as a name, or why it is none. */
export const nameOf = (heard: Heard): string | Refusal => {
  const name = heard.kind === 'text' ? shorten(heard.text.trim(), longestName) : ''
  return name || new Refusal('report-name-needed')
}

/** Somebody without a phone is the other side. */
export const nameParty: ConversationSpec = {
  name: partyByNameName,
  version: 1,
  async run(talk, args) {
    const of = args as AboutCase
    const { personId } = talk
    const name = await talk.ask(about(talk, of, 'mediation-party-name'), nameOf)
    await act(talk, of, 'mediation-party-entered', (app) => enterParty(app, { personId }, of.caseId, name))
  },
}
