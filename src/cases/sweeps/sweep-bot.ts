import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { actor, onPrivatePress } from '../../bot/press.ts'
import { editPressed, reply, toast } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { Refusal } from '../../lib/refusal.ts'
import { unitsWith } from '../../org/may.ts'
import { scheduleChange } from '../../schedules/schedule.ts'
import { scheduleOf } from '../../schedules/schedule-store.ts'
import { scheduleButtons, scheduleInWords } from '../../schedules/schedule-texts.ts'
import type { ReportArgs } from '../telling/report-conversation.ts'
import { reportForName } from '../telling/report-for-conversation.ts'
import { type AnsweredSweep, answerSweep } from './answer-sweep.ts'
import { changeSweep, roundFor, sweepFor } from './plan-sweep.ts'
import { missingUnits, sweepWords } from './sweep.ts'
import { sweepChange, sweepMissing, sweepOpen, sweepSay } from './sweep-buttons.ts'
import { planSweepTalk, sweepName } from './sweep-conversation.ts'
import { askedIn, lastRoundOf, sweepsUnder } from './sweep-store.ts'
import { missingMessage, questionMessage, sweepCard, sweepList } from './sweep-texts.ts'
import { labelsOf, progressView, questionView } from './tell-sweep.ts'

const listed = 12
const unknown = 'sweep-unknown'

const toastKey = ({ became, late }: AnsweredSweep): string => {
  if (became === 'kept') return 'sweep-kept'
  return late ? 'sweep-counts-late' : 'sweep-noted'
}

/** One tap. "Something" goes on to telling what: that is a case like any other. */
async function say(ctx: PrivateContext, askedId: number, pressed: string): Promise<void> {
  const { app, t } = ctx
  const word = sweepWords.find((known) => known === pressed)
  if (!word) throw new Refusal(unknown)
  const answered = await answerSweep(app, actor(ctx), askedId, word)
  const { isDeputy, unitId } = answered
  const view = await questionView(app.db, app, answered, { isDeputy, late: false })
  await toast(ctx, t(toastKey(answered)))
  await editPressed(ctx, questionMessage(t, view))
  const args: ReportArgs = { unitId }
  if (word === 'something') await ctx.talk.enter(reportForName, args)
}

async function showMissing(ctx: PrivateContext, roundId: number): Promise<void> {
  const { db } = ctx.app
  const { sweep, round } = await roundFor(db, actor(ctx), roundId)
  const missing = missingUnits(await askedIn(db, round.id))
  const labels = await labelsOf(db, [sweep.unitId, ...missing])
  const view = { unit: labels.get(sweep.unitId) ?? '', question: sweep.question }
  const units = missing.flatMap((id) => labels.get(id) ?? [])
  // It is a message of its own, so that the counts above it go on.
  await reply(ctx, missingMessage(ctx.t, view, units))
}

async function showSweeps(ctx: PrivateContext): Promise<void> {
  const { db } = ctx.app
  const tops = await unitsWith(db, ctx.person.id, 'lead-cases')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const paths = tops.map(({ path }) => path)
  const sweeps = await sweepsUnder(db, paths, listed)
  const labels = await labelsOf(
    db,
    sweeps.map(({ unitId }) => unitId),
  )
  const rows = sweeps.map((sweep) => ({ sweep, unit: labels.get(sweep.unitId) ?? '' }))
  await reply(ctx, sweepList(ctx.t, rows))
}

async function showSweep(ctx: PrivateContext, sweepId: number): Promise<void> {
  const { t, app } = ctx
  const sweep = await sweepFor(app.db, actor(ctx), sweepId)
  const schedule = await scheduleOf(app.db, 'sweep', sweep.id)
  if (!schedule) throw new Refusal(unknown)
  const round = await lastRoundOf(app.db, sweep.id)
  const last = round && (await progressView(app.db, app, sweep, round))
  const labels = await labelsOf(app.db, [sweep.unitId])
  const view = { unit: labels.get(sweep.unitId) ?? '', question: sweep.question }
  const buttons = scheduleButtons(t, schedule, (how) => sweepChange.data({ sweep: sweep.id, how }))
  await editPressed(ctx, sweepCard(t, view, { schedule: scheduleInWords(t, schedule), last }, buttons))
}

export function sweepButtons(buttons: Composer<BotContext>): void {
  onPrivatePress(buttons, sweepSay, unknown, (ctx, { asked, word }) => say(ctx, idOf(asked) ?? 0, word))
  onPrivatePress(buttons, sweepMissing, unknown, (ctx, { round }) => showMissing(ctx, idOf(round) ?? 0))
  onPrivatePress(buttons, sweepOpen, unknown, (ctx, { sweep }) => showSweep(ctx, idOf(sweep) ?? 0))
  onPrivatePress(buttons, sweepChange, unknown, async (ctx, { sweep, how }) => {
    await changeSweep(ctx.app, actor(ctx), idOf(sweep) ?? 0, scheduleChange(how))
    await showSweep(ctx, idOf(sweep) ?? 0)
  })
}

export const sweepCommands: Command[] = [
  {
    name: 'sweep',
    where: 'private',
    menu: true,
    needs: 'lead-cases',
    run: (ctx) => ctx.talk.enter(sweepName),
  },
  { name: 'sweeps', where: 'private', menu: true, needs: 'lead-cases', run: showSweeps },
]

export const sweepConversations: ConversationSpec[] = [planSweepTalk]
