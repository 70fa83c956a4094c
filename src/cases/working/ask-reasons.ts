import { type CaseStep, type DeclineReason, declineReasons, type PauseReason, pauseReasons } from '../case.ts'
import { type Asking, act, answerBesides, askWhy, chooseReason, keepTold, words } from './ask-in-step.ts'
import { declineCase } from './decline-case.ts'
import { askAgain } from './reopen-case.ts'
import { withdrawCase } from './withdraw-case.ts'
import { mayPause, pauseCase } from './work-on-case.ts'

const actor = ({ talk }: Asking) => ({ personId: talk.personId })

/** Why it is not taken on, and more words if there are any. */
export async function decline(asking: Asking): Promise<void> {
  const reason = await chooseReason<DeclineReason>(asking, 'case-why-decline', declineReasons, 'case-decline')
  const why = await askWhy(asking, 'case-more-words')
  const because = { reason, note: words(why) }
  await act(
    asking,
    (app) => declineCase(app, actor(asking), asking.caseId, because),
    () => answerBesides(asking, why),
  )
}

/** What is waited for; nobody is asked who may not pause it. */
export async function pause(asking: Asking): Promise<void> {
  await asking.talk.must(async (app) => {
    await mayPause(app, actor(asking), asking.caseId)
    return true
  })
  const reason = await chooseReason<PauseReason>(asking, 'case-why-pause', pauseReasons, 'case-wait')
  const why = await askWhy(asking, 'case-more-words')
  const because = { reason, note: words(why) }
  await act(
    asking,
    (app) => pauseCase(app, actor(asking), asking.caseId, because),
    () => answerBesides(asking, why),
  )
}

export async function withdraw(asking: Asking): Promise<void> {
  const why = await askWhy(asking, 'case-why-withdraw')
  await act(
    asking,
    (app) => withdrawCase(app, actor(asking), asking.caseId, words(why)),
    () => keepTold(asking, why),
  )
}

/** Why it is to be looked at once more. */
export async function lookAgain(
  asking: Asking,
  step: Extract<CaseStep, 'reopen' | 'second-look' | 'appeal'>,
): Promise<void> {
  const why = await askWhy(asking, `case-why-${step}`)
  await act(
    asking,
    (app) => askAgain(app, actor(asking), asking.caseId, step, words(why)),
    () => keepTold(asking, why),
  )
}
