import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import type { Command } from '../../bot/feature.ts'
import { downloadFile } from '../../bot/files.ts'
import { onPress } from '../../bot/press.ts'
import { editPressed, reply, toast } from '../../bot/reply.ts'
import type { ConversationSpec } from '../../bot/talk.ts'
import { type Public, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { mustBeAllowed, permissionsOf } from '../../org/may.ts'
import {
  bankChaptersPage,
  bankExport,
  bankExportAs,
  bankFind,
  bankList,
  bankOpen,
  bankSearch,
  questionBack,
  questionBare,
  questionCorrect,
  questionOpen,
  questionPicture,
  questionRetire,
  questionSee,
} from './bank-buttons.ts'
import { bankMessage, cardMessage, listMessage, whichBank, whichFormat } from './bank-texts.ts'
import { illustrateQuestion } from './correct-question.ts'
import { exportFormats } from './export-formats.ts'
import { sendQuestions } from './export-questions.ts'
import {
  isOldTable,
  isPlainText,
  largestQuestionFile,
  mayHaveQuestions,
  readQuestionFile,
} from './formats/read-file.ts'
import { type ImportArgs, importQuestionsTalk, importTalkName } from './import-conversation.ts'
import { correctName, illustrateName, questionConversations, retireName } from './question-conversation.ts'
import { bringBackQuestion } from './retire-question.ts'
import { searchName, searchQuestions } from './search-conversation.ts'
import { bankFor, bankPage, banksFor, foundPage, viewQuestion } from './show-bank.ts'

const actor = (ctx: BotContext) => ({ personId: ctx.person.id })

/** A bank has the answers in it: it is for private chats. */
function inPrivate(ctx: BotContext): PrivateContext {
  if (!isPrivate(ctx)) throw new Refusal('question-unknown')
  return ctx
}

async function show(ctx: BotContext, message: Public): Promise<void> {
  const here = inPrivate(ctx)
  if (here.callbackQuery) await editPressed(here, message)
  else await reply(here, message)
}

async function showBank(ctx: BotContext, unitId: number, page = 1): Promise<void> {
  const { unit, counts, chapters } = await bankFor(ctx.app.db, actor(ctx), unitId)
  await show(ctx, bankMessage(ctx.t, unit, counts, chapters, page))
}

/** The bank that one manages; of several, the one that is chosen. */
async function begin(ctx: PrivateContext): Promise<void> {
  const banks = await banksFor(ctx.app.db, actor(ctx))
  const [only] = banks
  if (!only) throw new Refusal('unit-unknown')
  if (banks.length === 1) await showBank(ctx, only.id)
  else await show(ctx, whichBank(ctx.t, banks))
}

async function showList(ctx: BotContext, unitId: number, of: string, page: number): Promise<void> {
  await show(ctx, listMessage(ctx.t, await bankPage(ctx.app.db, actor(ctx), unitId, of, page)))
}

async function showFound(ctx: BotContext, unitId: number, words: string, page: number): Promise<void> {
  await show(ctx, listMessage(ctx.t, await foundPage(ctx.app.db, actor(ctx), unitId, words, page)))
}

async function showCard(ctx: BotContext, id: number): Promise<void> {
  await show(ctx, cardMessage(ctx.t, await viewQuestion(ctx.app.db, actor(ctx), id)))
}

async function enter(ctx: BotContext, name: string, questionId: number): Promise<void> {
  await viewQuestion(ctx.app.db, actor(ctx), questionId)
  await inPrivate(ctx).talk.enter(name, { questionId })
}

async function bringBack(ctx: BotContext, id: number): Promise<void> {
  const { app } = inPrivate(ctx)
  const told = await bringBackQuestion(app, actor(ctx), id)
  await showCard(ctx, id)
  if (told > 0) await toast(ctx, ctx.t('question-back-tells', { count: told }))
}

async function takePictureAway(ctx: BotContext, id: number): Promise<void> {
  const { app } = inPrivate(ctx)
  await illustrateQuestion(app, actor(ctx), id, undefined)
  await showCard(ctx, id)
}

async function seePicture(ctx: BotContext, id: number): Promise<void> {
  const { question } = await viewQuestion(ctx.app.db, actor(ctx), id)
  if (!question.media) throw new Refusal('question-unknown')
  await reply(inPrivate(ctx), publicMessage(escapeHtml(question.stem), { media: question.media }))
}

async function search(ctx: BotContext, unitId: number): Promise<void> {
  await mustBeAllowed(ctx.app.db, actor(ctx), 'manage-questions', unitId)
  await inPrivate(ctx).talk.enter(searchName, { unitId })
}

async function askFormat(ctx: BotContext, unitId: number): Promise<void> {
  const unit = await mustBeAllowed(ctx.app.db, actor(ctx), 'manage-questions', unitId)
  await show(ctx, whichFormat(ctx.t, unit))
}

async function sendAs(ctx: BotContext, unitId: number, name: string): Promise<void> {
  const format = exportFormats.find((known) => known === name)
  if (!format) throw new Refusal('question-unknown')
  const { app, updateKey } = inPrivate(ctx)
  await sendQuestions(app, actor(ctx), unitId, format, updateKey)
  await toast(ctx, ctx.t('question-export-coming'))
}

/** Whether a file has questions in it. What is wrong with it is said to those who may send questions, and to nobody else. */
async function hasQuestions(ctx: PrivateContext, { fileId, fileName }: ImportArgs, mayImport: boolean) {
  try {
    const bytes = await downloadFile(ctx, fileId, largestQuestionFile)
    if (await readQuestionFile({ fileName, bytes })) return true
    if (mayImport && isPlainText({ fileName, bytes })) throw new Refusal('questions-file-unknown')
    return false
  } catch (fault) {
    if (mayImport || !(fault instanceof Refusal)) throw fault
    return false
  }
}

/** A file of questions; false when it is one of something else: tables of prices come the same way, so its header decides. */
async function takeFile(ctx: PrivateContext, file: ImportArgs): Promise<boolean> {
  const rights = await permissionsOf(ctx.app.db, ctx.person.id)
  const mayImport = rights.has('manage-questions')
  if (isOldTable(file.fileName) && mayImport) throw new Refusal('questions-file-old')
  if (!mayHaveQuestions(file.fileName) || !(await hasQuestions(ctx, file, mayImport))) return false
  if (!mayImport) throw new Refusal('questions-not-yours')
  await ctx.talk.enter(importTalkName, file)
  return true
}

export const bankCommands: Command[] = [
  {
    name: 'questions',
    where: 'private',
    menu: true,
    needs: 'manage-questions',
    run: (ctx) => begin(ctx),
  },
]

export const bankConversations: readonly ConversationSpec[] = [
  importQuestionsTalk,
  searchQuestions,
  ...questionConversations,
]

export function bankButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, bankOpen, (ctx, { unit }) => showBank(ctx, idOf(unit) ?? 0))
  onPress(buttons, bankChaptersPage, (ctx, { unit, page }) => showBank(ctx, idOf(unit) ?? 0, idOf(page) ?? 1))
  onPress(buttons, bankList, (ctx, { unit, of, page }) => showList(ctx, idOf(unit) ?? 0, of, idOf(page) ?? 1))
  onPress(buttons, bankFind, (ctx, { unit, words, page }) =>
    showFound(ctx, idOf(unit) ?? 0, words, idOf(page) ?? 1),
  )
  onPress(buttons, bankSearch, (ctx, { unit }) => search(ctx, idOf(unit) ?? 0))
  onPress(buttons, bankExport, (ctx, { unit }) => askFormat(ctx, idOf(unit) ?? 0))
  onPress(buttons, bankExportAs, (ctx, { unit, format }) => sendAs(ctx, idOf(unit) ?? 0, format))
  onPress(buttons, questionOpen, (ctx, { question }) => showCard(ctx, idOf(question) ?? 0))
  onPress(buttons, questionCorrect, (ctx, { question }) => enter(ctx, correctName, idOf(question) ?? 0))
  onPress(buttons, questionRetire, (ctx, { question }) => enter(ctx, retireName, idOf(question) ?? 0))
  onPress(buttons, questionBack, (ctx, { question }) => bringBack(ctx, idOf(question) ?? 0))
  onPress(buttons, questionPicture, (ctx, { question }) => enter(ctx, illustrateName, idOf(question) ?? 0))
  onPress(buttons, questionSee, (ctx, { question }) => seePicture(ctx, idOf(question) ?? 0))
  onPress(buttons, questionBare, (ctx, { question }) => takePictureAway(ctx, idOf(question) ?? 0))
}

/** Files of questions. Heard before those of prices. */
export function hearQuestionFiles(messages: Composer<BotContext>): void {
  messages.on('message:document', async (ctx, next) => {
    const { file_id: fileId, file_name: fileName = '' } = ctx.message.document
    if (!isPrivate(ctx) || !(await takeFile(ctx, { fileId, fileName }))) await next()
  })
}
