import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import type { Command, StartLink } from '../../bot/feature.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed, openPrivate, reply, toast } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import type { Confidential } from '../../delivery/message.ts'
import { Refusal } from '../../lib/refusal.ts'
import { hostView } from './end-exams.ts'
import {
  examClose,
  examCloseSure,
  examManage,
  examOpen,
  examPage,
  examPayload,
  examPrefix,
  examTable,
} from './exam-buttons.ts'
import { examName, holdExamTalk } from './exam-conversation.ts'
import { closeQuestion, hostCard } from './exam-host-texts.ts'
import { examList, takerCard } from './exam-texts.ts'
import { closeExam, examFor, managedExams } from './manage-exam.ts'
import { examsOf, takerView } from './see-exam.ts'
import { sendExamTable } from './send-exam-table.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** Exams are for private chats: a button of ours that came into a group does nothing else. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('exam-unknown')
  return ctx
}

const say = (ctx: PrivateContext, message: Confidential): Promise<void> =>
  ctx.callbackQuery ? editPressed(ctx, message) : reply(ctx, message)

const clockOf = ({ app }: BotContext) => ({ now: app.clock.now(), timeZone: app.config.townTimezone })

/** For who may take it. The announcement stays as it is. */
async function showExam(ctx: PrivateContext, examId: number): Promise<void> {
  const view = await takerView(ctx.app.db, ctx.app, actor(ctx), examId)
  await reply(ctx, takerCard(ctx.t, view, clockOf(ctx)))
}

async function showExams(ctx: PrivateContext, page = 1): Promise<void> {
  const { take, taken } = await examsOf(ctx.app, actor(ctx))
  const managed = await managedExams(ctx.app.db, actor(ctx), page)
  await say(ctx, examList(ctx.t, { take, taken, managed }))
}

async function showHostCard(ctx: PrivateContext, examId: number): Promise<void> {
  const exam = await examFor(ctx.app.db, actor(ctx), examId)
  await say(ctx, hostCard(ctx.t, await hostView(ctx.app.db, exam), clockOf(ctx)))
}

async function askClose(ctx: PrivateContext, examId: number): Promise<void> {
  const exam = await examFor(ctx.app.db, actor(ctx), examId)
  await say(ctx, closeQuestion(ctx.t, await hostView(ctx.app.db, exam), ctx.app.clock.now()))
}

async function close(ctx: PrivateContext, examId: number): Promise<void> {
  await closeExam(ctx.app, actor(ctx), examId)
  await showHostCard(ctx, examId)
}

async function sendTable(ctx: PrivateContext, examId: number): Promise<void> {
  await sendExamTable(ctx.app, actor(ctx), examId, ctx.updateKey)
  await toast(ctx, ctx.t('exam-table-coming'))
}

export function examButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, examOpen, (ctx, { exam }) => {
    const id = idOf(exam) ?? 0
    return isPrivate(ctx) ? showExam(ctx, id) : openPrivate(ctx, examPayload(id))
  })
  onPress(buttons, examPage, (ctx, { page }) => showExams(inPrivate(ctx), idOf(page) ?? 1))
  onPress(buttons, examManage, (ctx, { exam }) => showHostCard(inPrivate(ctx), idOf(exam) ?? 0))
  onPress(buttons, examClose, (ctx, { exam }) => askClose(inPrivate(ctx), idOf(exam) ?? 0))
  onPress(buttons, examCloseSure, (ctx, { exam }) => close(inPrivate(ctx), idOf(exam) ?? 0))
  onPress(buttons, examTable, (ctx, { exam }) => sendTable(inPrivate(ctx), idOf(exam) ?? 0))
}

export const examCommands: Command[] = [
  {
    name: 'exam',
    where: 'private',
    menu: true,
    needs: 'host-quiz',
    run: (ctx) => ctx.talk.enter(examName),
  },
  { name: 'exams', where: 'private', menu: false, run: (ctx) => showExams(ctx) },
]

export const examConversations: ConversationSpec[] = [holdExamTalk]

export const examLinks: StartLink[] = [
  { prefix: examPrefix, run: (ctx, exam) => showExam(ctx, idOf(exam) ?? 0) },
]
