import {
  type ConversationBuilder,
  type ConversationState,
  enterConversation,
  resumeConversation,
} from '@grammyjs/conversations'
import type { Context } from 'grammy'
import type { PrivateContext } from './context.ts'
import { type Entered, RunningTalk } from './running-talk.ts'
import type { ConversationSpec } from './talk.ts'

/** Where somebody is in a conversation: with which questions it was entered, and all that was answered since. */
export interface TalkState {
  version: number
  entered: Entered
  steps: ConversationState
}

type Result = Awaited<ReturnType<typeof resumeConversation>>

/** The update, and what the engine needs to make contexts of it. Our conversations never call the API by themselves. */
function base(ctx: PrivateContext) {
  return { update: ctx.update, api: { token: ctx.api.token }, me: ctx.me }
}

/**
 * The engine copies an error before it hands it out, which strips our classes; so the first one is caught on its way in.
 */
function run(ctx: PrivateContext, spec: ConversationSpec, entered: Entered) {
  let fault: unknown
  const onFault = (thrown: unknown) => {
    fault ??= thrown
  }
  const builder: ConversationBuilder<PrivateContext, Context> = async (steps) => {
    const t = ctx.app.texts.in(entered.language)
    await spec.run(new RunningTalk(entered, t, steps, onFault), entered.args)
  }
  const stepsAfter = (result: Result): ConversationState | undefined => {
    switch (result.status) {
      case 'error':
        throw fault ?? result.error
      case 'complete':
        return undefined
      case 'handled':
        return { replay: result.replay, interrupts: result.interrupts }
      case 'skipped':
        throw new Error('a conversation of ours never skips an update')
    }
  }
  return { builder, stepsAfter }
}

/** Asks the first question. Undefined: it came to its end at once. */
export async function enterTalk(
  ctx: PrivateContext,
  spec: ConversationSpec,
  entered: Entered,
): Promise<TalkState | undefined> {
  const { builder, stepsAfter } = run(ctx, spec, entered)
  const steps = stepsAfter(await enterConversation(builder, base(ctx), { ctx }))
  return steps && { version: spec.version, entered, steps }
}

/** Hands it the update. Undefined: it came to its end. */
export async function resumeTalk(
  ctx: PrivateContext,
  spec: ConversationSpec,
  state: TalkState,
): Promise<TalkState | undefined> {
  const { builder, stepsAfter } = run(ctx, spec, state.entered)
  const steps = stepsAfter(await resumeConversation(builder, base(ctx), state.steps, { ctx }))
  return steps && { ...state, steps }
}
