import { Composer } from 'grammy'
import { idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { actor, onPress } from '../bot/press.ts'
import { editPressed } from '../bot/reply.ts'
import { Refusal } from '../lib/refusal.ts'
import { type CaseStep, caseSteps, isTellers, stepsFor } from './case.ts'
import { caseOpen, caseRate, caseSay, caseStep, caseThread, deskPage, minePage } from './case-buttons.ts'
import { ladderButtons, ladderCommands, ladderConversations } from './clocks/ladder-bot.ts'
import { changeTerm } from './clocks/term-conversation.ts'
import { termsButtons, termsCommands } from './clocks/terms-bot.ts'
import { duplicateButtons } from './duplicates/duplicate-bot.ts'
import { sayKinds } from './entry.ts'
import { filesButtons } from './files/files-bot.ts'
import { mediationButtons, mediationConversations } from './mediation/mediation-bot.ts'
import { mediationLinks } from './mediation/party-bot.ts'
import { ratedMessage } from './reporter-texts.ts'
import { bulletinButtons, bulletinCommands } from './reports/case-bulletin-bot.ts'
import { reportButtons, reportCommands } from './reports/case-report-bot.ts'
import { caseFor } from './see-case.ts'
import { findCase, openCase, pageOf, showDesk, showMine, showThread } from './show-case-bot.ts'
import { sweepButtons, sweepCommands, sweepConversations } from './sweeps/sweep-bot.ts'
import { hearCases, report } from './telling/hear-case-bot.ts'
import { tellGrievance } from './telling/report-conversation.ts'
import { reportForName, tellForAnother } from './telling/report-for-conversation.ts'
import { sayForCase, sayName } from './telling/say-conversation.ts'
import { askWhichCase } from './telling/which-conversation.ts'
import { erasingButtons, erasingCommands } from './trust/erasing-bot.ts'
import { unsealingButtons, unsealingConversations } from './trust/unsealing-bot.ts'
import { acceptCase } from './working/accept-case.ts'
import { confirmCase } from './working/settle-case.ts'
import { stepName, takeCaseStep } from './working/step-conversation.ts'
import { beginCase, resumeCase } from './working/work-on-case.ts'

/** Steps that need nothing more are taken at once; the others ask. */
const atOnce = { accept: acceptCase, begin: beginCase, resume: resumeCase } as const

const isAtOnce = (step: CaseStep): step is keyof typeof atOnce => step in atOnce

/**
 * The number stands over every question: who has two cases open does not mix them up. An old button refuses before it asks: nobody
 * explains themselves for nothing.
 */
async function askStep(ctx: PrivateContext, caseId: number, step: CaseStep): Promise<void> {
  const { one, are } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  if (!stepsFor(one, are).includes(step)) throw new Refusal('case-not-now')
  await ctx.talk.enter(stepName, { caseId, number: one.number, step })
}

async function pressStep(ctx: BotContext, caseId: number, name: string): Promise<void> {
  const step = caseSteps.find((known) => known === name)
  if (!step || !isPrivate(ctx)) throw new Refusal('case-not-now')
  if (!isAtOnce(step)) return askStep(ctx, caseId, step)
  await atOnce[step](ctx.app, actor(ctx), caseId)
  await openCase(ctx, caseId)
}

async function pressSay(ctx: BotContext, caseId: number, name: string): Promise<void> {
  const kind = sayKinds.find((known) => known === name)
  if (!kind || !isPrivate(ctx)) throw new Refusal('case-not-now')
  const { one } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  await ctx.talk.enter(sayName, { caseId, number: one.number, kind })
}

/** The tap alone says it. Said twice it is said once, and what is wrong is asked again. */
async function sayNotSettled(ctx: PrivateContext, caseId: number): Promise<void> {
  const { one, are } = await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId)
  if (!isTellers('dispute', are)) return askStep(ctx, caseId, 'dispute')
  await ctx.talk.enter(stepName, { caseId, number: one.number, step: 'dispute' }, { endsQuietly: true })
}

/** One tap says how well it was settled; 0, that it was not. */
async function rate(ctx: BotContext, caseId: number, score: number | undefined): Promise<void> {
  if (!isPrivate(ctx)) throw new Refusal('case-not-now')
  if (score === undefined) return sayNotSettled(ctx, caseId)
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
      menu: true,
      needs: 'list-cases',
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
