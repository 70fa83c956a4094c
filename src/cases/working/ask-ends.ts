import { isTellers, outcomes } from '../case.ts'
import { caseFor } from '../see-case.ts'
import { isNothing } from '../told.ts'
import {
  type Asking,
  act,
  ask,
  askNote,
  askWhy,
  chooseReason,
  hasMoreThanWords,
  keep,
  words,
} from './ask-in-step.ts'
import { type End, handleCase } from './handle-case.ts'
import { confirmCase, disputeCase, mayConfirm } from './settle-case.ts'

/** Usual words for an end, each with its words `case-template-<id>`. */
const templates = ['mended', 'paid', 'explained', 'mediated'] as const

export async function handle(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const ends = outcomes.filter((id): id is End['outcome'] => id !== 'withdrawn')
  const outcome = await chooseReason(asking, 'case-which-outcome', ends, 'case-outcome')
  const usual = outcome === 'impossible' ? [] : templates.map((id) => `case-template-${id}`)
  const note = await askNote(
    asking,
    outcome === 'impossible' ? 'case-why-impossible' : 'case-what-done',
    usual,
  )
  await act(asking, (app) => handleCase(app, { personId: talk.personId }, caseId, { outcome, note }))
}

type Score = '1' | '2' | '3' | '4' | '5' | 'none'

/** Somebody from outside asked the reporter, and says what they said. */
export async function confirmFor(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  await talk.must(async (app) => {
    await mayConfirm(app, { personId: talk.personId }, caseId)
    return true
  })
  const option = (id: Score) => ({ id, label: talk.t(`case-rate-${id}`) })
  const said = await talk.choose<Score>(ask(asking, 'case-what-score'), [
    [option('5'), option('4')],
    [option('3'), option('2'), option('1')],
    [option('none')],
  ])
  const score = said === 'none' ? undefined : Number(said)
  const note = await askNote(asking, 'case-how-asked', [])
  await act(asking, (app) => confirmCase(app, { personId: talk.personId }, caseId, { score, note }))
}

/** Whoever told it has said it by the tap, and said twice it is said once. False: they did not tell it. */
function disputeByTap({ talk, caseId }: Asking): Promise<boolean> {
  const by = { personId: talk.personId }
  return talk.must(async (app) => {
    const { one, are } = await caseFor(app.db, app, by, caseId)
    if (!isTellers('dispute', are)) return false
    if (one.state !== 'disputed') await disputeCase(app, by, caseId, '')
    return true
  })
}

/** What is not settled; who told it may leave that unanswered. */
export async function dispute(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  if (await disputeByTap(asking)) {
    const why = await askWhy(asking, 'case-why-disputed')
    return act(
      asking,
      async () => undefined,
      async () => {
        if (!isNothing(why)) await keep(asking, 'told', why)
      },
    )
  }
  const why = await askWhy(asking, 'case-why-dispute')
  await act(
    asking,
    (app) => disputeCase(app, { personId: talk.personId }, caseId, words(why)),
    async () => {
      if (hasMoreThanWords(why)) await keep(asking, 'note', why)
    },
  )
}
