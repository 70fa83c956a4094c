import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { gatherTold } from '../ask-told.ts'
import { caseSaid } from '../case-texts.ts'
import type { SayKind } from '../entry.ts'
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

/** An answer goes to one side, a note to neither: never guessed. */
async function askKind(talk: Talk, caseId: number): Promise<SayKind | 'none'> {
  const { t, personId } = talk
  const hasParty = await talk.must((app) => mayAnswerParty(app, { personId }, caseId))
  const question = hasParty ? 'mediation-answer-whom' : 'case-answer-or-note'
  return talk.choose<SayKind | 'none'>(publicMessage(t(question)), [
    [{ id: 'answer', label: t(hasParty ? 'case-say-answer-reporter' : 'case-say-answer') }],
    ...(hasParty ? [[{ id: 'answer-party' as const, label: t('case-say-answer-party') }]] : []),
    [{ id: 'note', label: t('case-say-note') }],
    [{ id: 'none', label: t('case-say-nothing') }],
  ])
}

async function askWords(talk: Talk, kind: SayKind, number: string): Promise<Told> {
  const { t } = talk
  const question = publicMessage(t(`case-say-what-${kind}`, { number }))
  const rows = [[{ id: 'done' as const, label: t('case-say-done') }]]
  for (;;) {
    const { told } = await gatherTold(talk, nothingTold, question, rows)
    if (!isNothing(told)) return told
  }
}

export async function sayIt(talk: Talk, { caseId, number, ...args }: SayArgs): Promise<void> {
  const kind = args.kind ?? (await askKind(talk, caseId))
  if (kind === 'none') return talk.say(publicMessage(talk.t('case-said-nothing')))
  const told = args.told ?? (await askWords(talk, kind, number))
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
  version: 1,
  run: (talk, args) => sayIt(talk, args as SayArgs),
}
