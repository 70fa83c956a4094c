import type { App } from '../../app.ts'
import type { Talk } from '../../bot/talk.ts'
import { confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { readNote, readWhy } from '../ask-note.ts'
import { addHeard } from '../ask-told.ts'
import type { CaseStep } from '../case.ts'
import { caseOpen } from '../case-buttons.ts'
import type { SayKind } from '../entry.ts'
import { type AboutCase, about } from '../mediation/mediation-conversation.ts'
import { sayOfCase } from '../say-of-case.ts'
import { isThereFor } from '../see-case.ts'
import { nothingTold, saidOf, type Told } from '../told.ts'

export interface StepArgs extends AboutCase {
  step: CaseStep
}

export interface Asking extends StepArgs {
  talk: Talk
}

export const ask = (asking: Asking, key: string) => about(asking.talk, asking, key)

/** Words, with usual ones as buttons. */
export async function askNote(asking: Asking, key: string, usual: readonly string[]): Promise<string> {
  const { t } = asking.talk
  const options = usual.map((id) => ({ id, label: t(id) }))
  const answer = await asking.talk.chooseOrAsk(ask(asking, key), inRows(options, 2), readNote)
  return 'said' in answer ? answer.said : t(answer.chose)
}

/** Words or a voice message, if somebody wants to say one. */
export async function askWhy(asking: Asking, key: string): Promise<Told> {
  const { talk } = asking
  const answer = await talk.chooseOrAsk<'none', Told>(
    ask(asking, key),
    [[{ id: 'none', label: talk.t('case-no-word') }]],
    (heard) => {
      const told = addHeard(nothingTold, heard)
      return told ? readWhy(told) : new Refusal('report-not-this')
    },
  )
  return 'said' in answer ? answer.said : nothingTold
}

export const words = ({ texts }: Told) => texts.join('\n')

export const hasMoreThanWords = ({ files, places }: Told) => files.length + places.length > 0

export async function keep({ talk, caseId }: Asking, kind: SayKind, told: Told): Promise<void> {
  const { personId, key } = talk
  await talk.must(async (app) => {
    await sayOfCase(app, { personId }, caseId, kind, saidOf(told), `${key}:why`)
    return true
  })
}

/** What somebody said about why with more than words lies with the case. */
export async function keepTold(asking: Asking, told: Told): Promise<void> {
  if (hasMoreThanWords(told)) await keep(asking, 'told', told)
}

/** The reporter has read the words by then; the voice comes after them. */
export async function answerBesides(asking: Asking, told: Told): Promise<void> {
  if (hasMoreThanWords(told)) await keep(asking, 'answer', { ...told, texts: [] })
}

export async function chooseReason<Id extends string>(
  asking: Asking,
  key: string,
  ids: readonly Id[],
  prefix: string,
): Promise<Id> {
  const options = ids.map((id) => [{ id, label: asking.talk.t(`${prefix}-${id}`) }])
  return asking.talk.choose<Id>(ask(asking, key), options)
}

/**
 * Does it, and says that it is done; a refusal is spoken and ends it. From either it is one tap to the case. Then, when it is done,
 * comes what is left to be kept.
 */
export async function act(
  { talk, step, caseId, number }: Asking,
  verb: (app: App) => Promise<unknown>,
  then: () => Promise<void> = async () => undefined,
): Promise<void> {
  const done = await talk.perform(async (app) => {
    await verb(app)
    return true
  })
  const key = done.ok ? `case-done-${step}` : done.refusal.code
  const html = escapeHtml(talk.t(key, done.ok ? {} : done.refusal.args))
  const by = { personId: talk.personId }
  // Whoever handed it to others may not see it any more.
  const isThere = await talk.must(async (app) => isThereFor(app.db, app, by, caseId))
  const open = { text: talk.t('case-see'), data: caseOpen.data({ case: caseId }) }
  await talk.say(confidential(`<b>${number}</b>\n${html}`, { buttons: isThere ? [[open]] : [] }))
  if (done.ok) await then()
}
