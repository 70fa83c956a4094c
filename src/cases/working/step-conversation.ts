import type { ConversationSpec } from '../../bot/talk.ts'
import { confirmFor, dispute, handle } from './ask-ends.ts'
import type { Asking, StepArgs } from './ask-in-step.ts'
import { decline, lookAgain, pause, withdraw } from './ask-reasons.ts'
import { assign, handOver, passOn, redirect } from './ask-whom.ts'

export const stepName = 'case-step'

/** What a step asks before it is done. */
async function askStep(asking: Asking): Promise<void> {
  switch (asking.step) {
    case 'assign':
      return assign(asking)
    case 'hand-over':
      return handOver(asking)
    case 'pass-on':
      return passOn(asking)
    case 'redirect':
      return redirect(asking)
    case 'handle':
      return handle(asking)
    case 'confirm':
      return confirmFor(asking)
    case 'dispute':
      return dispute(asking)
    case 'decline':
      return decline(asking)
    case 'pause':
      return pause(asking)
    case 'withdraw':
      return withdraw(asking)
    case 'reopen':
    case 'second-look':
    case 'appeal':
      return lookAgain(asking, asking.step)
    case 'accept':
    case 'begin':
    case 'resume':
      throw new Error(`nothing is asked for ${asking.step}`)
  }
}

/** A step of a case that needs to be told more: to whom, why, or how it ended. */
export const takeCaseStep: ConversationSpec = {
  name: stepName,
  version: 3,
  run: (talk, args) => askStep({ talk, ...(args as StepArgs) }),
}
