import type { ConversationSpec, Option, Talk } from '../../bot/talk.ts'
import { confidential, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { gatherTold } from '../ask-told.ts'
import type { SayKind } from '../entry.ts'
import { caseSaid, countsInWords } from '../reporter-texts.ts'
import { mayAnswerParty, sayOfCase } from '../say-of-case.ts'
import { isNothing, nothingTold, saidOf, type Told } from '../told.ts'

export const sayName = 'case-say'
export interface SayArgs {
  caseId: number
  number: string
  /** Absent: one that works on it has answered a message about it, and is asked what it is. */
  kind?: SayKind
  told?: Told
}

/** An answer goes to one side, a note to neither: never guessed. Whoever has more to say before they press says it with it. */
async function askKind(
  talk: Talk,
  caseId: number,
  begun: Told,
): Promise<{ chose: SayKind | 'none'; told: Told }> {
  const { t, personId } = talk
  const hasParty = await talk.must((app) => mayAnswerParty(app, { personId }, caseId))
  const question = t(hasParty ? 'mediation-answer-whom' : 'case-answer-or-note')
  const rows: Option<SayKind | 'none'>[][] = [
    [{ id: 'answer', label: t(hasParty ? 'case-say-answer-reporter' : 'case-say-answer') }],
    ...(hasParty ? [[{ id: 'answer-party' as const, label: t('case-say-answer-party') }]] : []),
    [{ id: 'note', label: t('case-say-note') }],
    [{ id: 'none', label: t('case-say-nothing') }],
  ]
  const more = () => publicMessage([t('case-say-more'), question].join('\n'))
  return gatherTold(talk, begun, publicMessage(question), rows, async () => undefined, more)
}

async function askWords(talk: Talk, kind: SayKind, number: string): Promise<Told> {
  const { t } = talk
  const question = publicMessage(t(`case-say-what-${kind}`, { number }))
  const rows = [[{ id: 'done' as const, label: t('case-say-done') }]]
  // Who looked at another case in between sees where this goes.
  const noted = (all: Told) => {
    const head = `<b>${number} · ${t(`case-say-${kind}`)}</b>`
    return confidential(`${head}\n${t('case-say-noted', { what: countsInWords(t, all) })}`)
  }
  for (;;) {
    const { told } = await gatherTold(talk, nothingTold, question, rows, async () => undefined, noted)
    if (!isNothing(told)) return told
  }
}

/** What is said, and as what: asked for as far as it is not known. */
async function askWhatIsSaid(
  talk: Talk,
  { caseId, number, kind, told = nothingTold }: SayArgs,
): Promise<{ chose: SayKind | 'none'; told: Told }> {
  if (kind === undefined) return askKind(talk, caseId, told)
  return { chose: kind, told: isNothing(told) ? await askWords(talk, kind, number) : told }
}

export async function sayIt(talk: Talk, args: SayArgs): Promise<void> {
  const { caseId, number } = args
  const { chose: kind, told } = await askWhatIsSaid(talk, args)
  if (kind === 'none') return talk.say(publicMessage(talk.t('case-said-nothing')))
  const { personId, key } = talk
  const done = await talk.perform(async (app) => {
    await sayOfCase(app, { personId }, caseId, kind, saidOf(told), key)
    return true
  })
  if (done.ok) await talk.say(caseSaid(talk.t, kind, number))
  else await talk.say(publicMessage(escapeHtml(talk.t(done.refusal.code, done.refusal.args))))
}

/** Words for a case: more from the reporter, an answer, or a note. */
export const sayForCase: ConversationSpec = {
  name: sayName,
  version: 2,
  run: (talk, args) => sayIt(talk, args as SayArgs),
}
