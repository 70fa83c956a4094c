import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed, reply, toast } from '../../bot/reply.ts'
import { Refusal } from '../../lib/refusal.ts'
import { sayWithMedia } from '../question-media-bot.ts'
import { chooseOption } from './answer-paper.ts'
import {
  examAt,
  examCertificate,
  examChoose,
  examHandIn,
  examHandInSure,
  examResult,
  examStart,
  examWrong,
} from './exam-buttons.ts'
import { handInQuestion, otherOpenMessage, paperMessage } from './exam-texts.ts'
import { handIn, resultFor } from './hand-in.ts'
import type { ResultView } from './result.ts'
import { certifiedMessage, resultMessage, wrongMessage } from './result-texts.ts'
import { seeWrong } from './see-wrong.ts'
import { sendCertificate } from './send-certificate.ts'
import { type PaperView, paperAt } from './show-paper.ts'
import { type Started, startPaper } from './take-exam.ts'
import { verifyCertificate } from './verify-certificate.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** A paper is for the private chat of whose it is. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('exam-unknown')
  return ctx
}

/** A place in a list: 0, 1, 2 … */
const placeOf = (value: string): number => (value === '0' ? 0 : (idOf(value) ?? -1))

const whereIn = (paper: string, place: string) => ({ paperId: idOf(paper) ?? 0, place: placeOf(place) })

const change = (ctx: PrivateContext, view: PaperView): Promise<void> =>
  editPressed(ctx, paperMessage(ctx.t, view))

/** A picture or a voice of the question goes before it, and it follows that. */
async function show(ctx: PrivateContext, view: PaperView): Promise<void> {
  const { media } = view.question
  if (!media) return change(ctx, view)
  const words = ctx.t('practice-head', { number: view.place + 1, total: view.total })
  await sayWithMedia(ctx, words, media, paperMessage(ctx.t, view))
}

async function showResult(ctx: PrivateContext, view: ResultView): Promise<void> {
  const told = { ...view, isByClock: false, timeZone: ctx.app.config.townTimezone }
  await editPressed(ctx, resultMessage(ctx.t, told))
}

function showStarted(ctx: PrivateContext, started: Started): Promise<void> {
  switch (started.is) {
    case 'paper':
      return show(ctx, started.paper)
    case 'result':
      return showResult(ctx, started.result)
    case 'other-open':
      return reply(ctx, otherOpenMessage(ctx.t, started.other))
  }
}

async function handItIn(ctx: PrivateContext, paperId: number): Promise<void> {
  const view = await handIn(ctx.app, actor(ctx), paperId)
  await showResult(ctx, view)
  const how = { key: `paper:${paperId}`, quiet: false }
  if (view.isPassed) await sendCertificate(ctx.app, actor(ctx), paperId, how)
}

async function certificate(ctx: PrivateContext, paperId: number): Promise<void> {
  await sendCertificate(ctx.app, actor(ctx), paperId, { key: ctx.updateKey, quiet: false })
  await toast(ctx, ctx.t('exam-certificate-coming'))
}

async function verify(ctx: PrivateContext, number: string): Promise<void> {
  await reply(ctx, certifiedMessage(ctx.t, await verifyCertificate(ctx.app, number)))
}

export function paperButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, examStart, async (pressed, { exam, attempt }) => {
    const ctx = inPrivate(pressed)
    const what = { examId: idOf(exam) ?? 0, attempt: idOf(attempt) ?? 0, receivedAt: ctx.receivedAt }
    await showStarted(ctx, await startPaper(ctx.app, actor(ctx), what))
  })
  onPress(buttons, examAt, async (pressed, { paper, place }) => {
    const ctx = inPrivate(pressed)
    await show(ctx, await paperAt(ctx.app, actor(ctx), whereIn(paper, place), ctx.receivedAt))
  })
  onPress(buttons, examChoose, async (pressed, { paper, place, option, to }) => {
    const ctx = inPrivate(pressed)
    const choice = { option: placeOf(option), isOn: to === '1', receivedAt: ctx.receivedAt }
    await change(ctx, await chooseOption(ctx.app, actor(ctx), whereIn(paper, place), choice))
  })
  onPress(buttons, examHandIn, async (pressed, { paper, place }) => {
    const ctx = inPrivate(pressed)
    const view = await paperAt(ctx.app, actor(ctx), whereIn(paper, place), ctx.receivedAt)
    await editPressed(ctx, handInQuestion(ctx.t, view))
  })
  onPress(buttons, examHandInSure, (ctx, { paper }) => handItIn(inPrivate(ctx), idOf(paper) ?? 0))
  onPress(buttons, examResult, async (pressed, { paper }) => {
    const ctx = inPrivate(pressed)
    await showResult(ctx, await resultFor(ctx.app, actor(ctx), idOf(paper) ?? 0))
  })
  onPress(buttons, examWrong, async (pressed, { paper, at }) => {
    const ctx = inPrivate(pressed)
    await editPressed(
      ctx,
      wrongMessage(ctx.t, await seeWrong(ctx.app, actor(ctx), idOf(paper) ?? 0, placeOf(at))),
    )
  })
  onPress(buttons, examCertificate, (ctx, { paper }) => certificate(inPrivate(ctx), idOf(paper) ?? 0))
}

export const paperCommands: Command[] = [{ name: 'verify', where: 'private', menu: false, run: verify }]
