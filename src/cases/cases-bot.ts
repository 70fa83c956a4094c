import { Composer } from 'grammy'
import { idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed } from '../bot/reply.ts'
import { Refusal } from '../lib/refusal.ts'
import { acceptCase } from './accept-case.ts'
import { type CaseStep, caseSteps } from './case.ts'
import { bulletinButtons, bulletinCommands } from './case-bulletin-bot.ts'
import { caseOpen, caseRate, caseSay, caseStep, caseThread, deskPage, minePage } from './case-buttons.ts'
import { reportButtons, reportCommands } from './case-report-bot.ts'
import { ratedMessage } from './case-texts.ts'
import { duplicateButtons } from './duplicate-bot.ts'
import { sayKinds } from './entry.ts'
import { erasingButtons, erasingCommands } from './erasing-bot.ts'
import { filesButtons } from './files-bot.ts'
import { hearCases, report } from './hear-case-bot.ts'
import { ladderButtons, ladderCommands, ladderConversations } from './ladder-bot.ts'
import { mediationButtons, mediationConversations } from './mediation-bot.ts'
import { mediationLinks } from './party-bot.ts'
import { reportForName, tellForAnother, tellGrievance } from './report-conversation.ts'
import { sayForCase, sayName } from './say-conversation.ts'
import { caseFor } from './see-case.ts'
import { confirmCase } from './settle-case.ts'
import { actor, findCase, openCase, pageOf, showDesk, showMine, showThread } from './show-case-bot.ts'
import { stepName, takeCaseStep } from './step-conversation.ts'
import { sweepButtons, sweepCommands, sweepConversations } from './sweep-bot.ts'
import { changeTerm } from './term-conversation.ts'
import { termsButtons, termsCommands } from './terms-bot.ts'
import { unsealingButtons, unsealingConversations } from './unsealing-bot.ts'
import { askWhichCase } from './which-conversation.ts'
import { beginCase, resumeCase } from './work-on-case.ts'

/** Steps that need nothing more are taken at once; the others ask. */
const atOnce = { accept: acceptCase, begin: beginCase, resume: resumeCase } as const

const isAtOnce = (step: CaseStep): step is keyof typeof atOnce => step in atOnce

async function pressStep(ctx: BotContext, caseId: number, name: string): Promise<void> {
  const step = caseSteps.find((known) => known === name)
  if (!step || !isPrivate(ctx)) throw new Refusal('case-not-now')
  if (!isAtOnce(step)) return ctx.talk.enter(stepName, { caseId, step })
  await atOnce[step](ctx.app, actor(ctx), caseId)
  await openCase(ctx, caseId)
}

async function pressSay(ctx: BotContext, caseId: number, name: string): Promise<void> {
  const kind = sayKinds.find((known) => known === name)
  if (!kind || !isPrivate(ctx)) throw new Refusal('case-not-now')
  const { one } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  await ctx.talk.enter(sayName, { caseId, number: one.number, kind })
}

/** One tap says how well it was settled; 0, that it was not. */
async function rate(ctx: BotContext, caseId: number, score: number | undefined): Promise<void> {
  if (!isPrivate(ctx)) throw new Refusal('case-not-now')
  if (score === undefined) return ctx.talk.enter(stepName, { caseId, step: 'dispute' })
  const one = await confirmCase(ctx.app, actor(ctx), caseId, { score, note: '' })
  await editPressed(ctx, ratedMessage(ctx.t, one, score))
}

const buttons = new Composer<BotContext>()
onPress(buttons, caseOpen, (ctx, { case: id }) => openCase(ctx, idOf(id) ?? 0))
onPress(buttons, caseStep, (ctx, { case: id, step }) => pressStep(ctx, idOf(id) ?? 0, step))
onPress(buttons, caseSay, (ctx, { case: id, kind }) => pressSay(ctx, idOf(id) ?? 0, kind))
onPress(buttons, caseThread, (ctx, { case: id, page }) => showThread(ctx, idOf(id) ?? 0, pageOf(page)))
onPress(buttons, caseRate, (ctx, { case: id, score }) => rate(ctx, idOf(id) ?? 0, idOf(score)))
onPress(buttons, deskPage, (ctx, { scope, page }) => showDesk(ctx, scope, pageOf(page)))
onPress(buttons, minePage, (ctx, { page }) => showMine(ctx, pageOf(page)))

for (const hear of [
  termsButtons,
  filesButtons,
  duplicateButtons,
  mediationButtons,
  sweepButtons,
  ladderButtons,
  unsealingButtons,
  erasingButtons,
  reportButtons,
  bulletinButtons,
])
  hear(buttons)

const messages = new Composer<BotContext>()
hearCases(messages)

/** Grievances: told in private, followed to an honest end. */
export const casesFeature: Feature = {
  commands: [
    { name: 'report', where: 'everywhere', menu: true, run: report },
    { name: 'mycases', where: 'private', menu: true, run: (ctx) => showMine(ctx, 1) },
    { name: 'case', where: 'private', menu: false, run: findCase },
    {
      name: 'desk',
      where: 'private',
      menu: true,
      needs: 'work-cases',
      run: (ctx) => showDesk(ctx, 'desk', 1),
    },
    {
      name: 'allcases',
      where: 'private',
      menu: false,
      needs: 'intake-cases',
      run: (ctx) => showDesk(ctx, 'all', 1),
    },
    {
      name: 'reportfor',
      where: 'private',
      menu: true,
      needs: 'file-for-others',
      run: (ctx) => ctx.talk.enter(reportForName),
    },
    ...termsCommands,
    ...sweepCommands,
    ...ladderCommands,
    ...erasingCommands,
    ...reportCommands,
    ...bulletinCommands,
  ],
  conversations: [
    tellGrievance,
    tellForAnother,
    takeCaseStep,
    sayForCase,
    askWhichCase,
    changeTerm,
    ...mediationConversations,
    ...sweepConversations,
    ...ladderConversations,
    ...unsealingConversations,
  ],
  startLinks: mediationLinks,
  buttons,
  messages,
}
