import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import { actor } from '../../bot/press.ts'
import { editPressed } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Case } from '../case.ts'
import { onCasePress } from '../press-case-bot.ts'
import { isStaff } from '../relation.ts'
import { caseFor } from '../see-case.ts'
import { openCase } from '../show-case-bot.ts'
import { agree } from './agree.ts'
import {
  agreementName,
  askForAgreement,
  askForPaper,
  askNotYet,
  notYetName,
  onPaperName,
} from './agreement-conversation.ts'
import { cancelMeeting } from './arrange-meeting.ts'
import { notedMessage, notedWithoutCase } from './case-mediation-texts.ts'
import { declareNeutral, declineMediation } from './declare-neutral.ts'
import { breakPromise, keepPromise } from './follow-promise.ts'
import { mediatedBy, mediatingFor } from './mediating.ts'
import { mayName } from './mediation.ts'
import {
  agreementNotYet,
  agreementOnPaper,
  agreementWrite,
  agreementYes,
  mediationView,
  mediatorDeclare,
  mediatorDecline,
  mediatorName,
  meetingArrange,
  meetingCancel,
  meetingMove,
  partyByName,
  promiseBroken,
  promiseKept,
} from './mediation-buttons.ts'
import { mediationMessage, partyCard, reporterMediation } from './mediation-card-texts.ts'
import { nameMediator, nameMediatorName, nameParty, partyByNameName } from './mediation-conversation.ts'
import { meetingName, planMeeting } from './meeting-conversation.ts'
import { partyButtons } from './party-bot.ts'
import { mediationFacts, sideFacts } from './view-mediation.ts'

/** How far it is, as whoever asks may know it. */
async function showMediation(ctx: PrivateContext, caseId: number): Promise<void> {
  const { app, t, person } = ctx
  const { one, are } = await caseFor(app.db, app, actor(ctx), caseId)
  if (are.has('party')) await editPressed(ctx, partyCard(t, one, await sideFacts(app.db, app, one, 'party')))
  else if (are.has('reporter'))
    await editPressed(ctx, reporterMediation(t, one, await sideFacts(app.db, app, one, 'reporter')))
  else if (isStaff(are))
    await editPressed(ctx, mediationMessage(t, one, are, await mediationFacts(app.db, app, person.id, one)))
  else throw new Refusal('case-not-now')
}

/** What is asked begins only for who may do it; the verb asks again. */
async function enter(ctx: PrivateContext, name: string, one: Case, more = {}): Promise<void> {
  await ctx.talk.enter(name, { caseId: one.id, number: one.number, ...more })
}

async function askMediator(ctx: PrivateContext, caseId: number): Promise<void> {
  const { one, are } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  if (!mayName(are)) throw new Refusal('mediation-not-now')
  await enter(ctx, nameMediatorName, one)
}

async function askMeeting(ctx: PrivateContext, caseId: number, meetingId?: number): Promise<void> {
  const { one } = await mediatingFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  await enter(ctx, meetingName, one, meetingId === undefined ? {} : { meetingId })
}

async function asMediator(ctx: PrivateContext, caseId: number, name: string): Promise<void> {
  const { one } = await mediatedBy(ctx.app.db, ctx.app, actor(ctx), caseId)
  await enter(ctx, name, one)
}

async function askWhyNotYet(ctx: PrivateContext, caseId: number, version: string): Promise<void> {
  const { one, are } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  if (!are.has('reporter') && !are.has('party')) throw new Refusal('case-not-now')
  await enter(ctx, notYetName, one, { version })
}

async function declare(ctx: PrivateContext, caseId: number): Promise<void> {
  const one = await declareNeutral(ctx.app, actor(ctx), caseId)
  await openCase(ctx, one.id)
}

/** From now on the case is not theirs: of it they see no more than that this was noted. */
async function decline(ctx: PrivateContext, caseId: number): Promise<void> {
  await declineMediation(ctx.app, actor(ctx), caseId)
  await editPressed(ctx, notedWithoutCase(ctx.t, 'mediation-declined-noted'))
}

async function consent(ctx: PrivateContext, caseId: number, version: string): Promise<void> {
  const one = await agree(ctx.app, actor(ctx), caseId, version)
  await showMediation(ctx, one.id)
}

async function answerPromise(ctx: PrivateContext, caseId: number, days: number, isKept: boolean) {
  const verb = isKept ? keepPromise : breakPromise
  const one = await verb(ctx.app, actor(ctx), caseId, days)
  await editPressed(ctx, notedMessage(ctx.t, one, isKept ? 'mediation-kept-noted' : 'mediation-broken-noted'))
}

function mediatorButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, mediationView, (ctx, { case: id }) => showMediation(ctx, idOf(id) ?? 0))
  onCasePress(buttons, mediatorName, (ctx, { case: id }) => askMediator(ctx, idOf(id) ?? 0))
  onCasePress(buttons, mediatorDeclare, (ctx, { case: id }) => declare(ctx, idOf(id) ?? 0))
  onCasePress(buttons, mediatorDecline, (ctx, { case: id }) => decline(ctx, idOf(id) ?? 0))
  onCasePress(buttons, partyByName, (ctx, { case: id }) => asMediator(ctx, idOf(id) ?? 0, partyByNameName))
  onCasePress(buttons, meetingArrange, (ctx, { case: id }) => askMeeting(ctx, idOf(id) ?? 0))
  onCasePress(buttons, meetingMove, (ctx, { case: id, meeting }) =>
    askMeeting(ctx, idOf(id) ?? 0, idOf(meeting) ?? 0),
  )
  onCasePress(buttons, meetingCancel, async (ctx, { case: id, meeting }) => {
    const one = await cancelMeeting(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(meeting) ?? 0)
    await showMediation(ctx, one.id)
  })
}

function agreementButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, agreementWrite, (ctx, { case: id }) => asMediator(ctx, idOf(id) ?? 0, agreementName))
  onCasePress(buttons, agreementOnPaper, (ctx, { case: id }) => asMediator(ctx, idOf(id) ?? 0, onPaperName))
  onCasePress(buttons, agreementYes, (ctx, { case: id, version }) => consent(ctx, idOf(id) ?? 0, version))
  onCasePress(buttons, agreementNotYet, (ctx, { case: id, version }) =>
    askWhyNotYet(ctx, idOf(id) ?? 0, version),
  )
  const answer =
    (isKept: boolean) =>
    (ctx: PrivateContext, { case: id, days }: { case: string; days: string }) =>
      answerPromise(ctx, idOf(id) ?? 0, idOf(days) ?? 0, isKept)
  onCasePress(buttons, promiseKept, answer(true))
  onCasePress(buttons, promiseBroken, answer(false))
}

/** Two sides, a mediator, and what they agree to. */
export function mediationButtons(buttons: Composer<BotContext>): void {
  partyButtons(buttons)
  mediatorButtons(buttons)
  agreementButtons(buttons)
}

export const mediationConversations: ConversationSpec[] = [
  nameMediator,
  nameParty,
  planMeeting,
  askForAgreement,
  askNotYet,
  askForPaper,
]
