import { type Api, GrammyError, HttpError, InputFile } from 'grammy'
import type { App } from '../app.ts'
import type { Address, Call, Outcome, Poll, Sender } from './delivery.ts'
import { type FileToSend, fileOfCall } from './file-to-send.ts'
import { type Button, refuseLeak } from './message.ts'
import type { Pace } from './pace.ts'

/** No call takes longer; what became of it is unknown then. */
const patienceMs = 30_000
/** One that carries a file of ours up may be at it on a slow line. */
const uploadPatienceMs = 180_000

const storageAway = 'the storage of files does not answer'

type Raw = Api['raw']
type Signal = Parameters<Raw['sendMessage']>[1]

const weighing: readonly Call['do'][] = ['send', 'edit', 'poll', 'close-poll']

/** Messages, polls and edits count against Telegram's limits; deleting and pinning do not. */
function weightOf(call: Call): 0 | 1 {
  return weighing.includes(call.do) ? 1 : 0
}

function keyboard(buttons: Button[][] | undefined) {
  const row = (line: Button[]) =>
    line.map((button) =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.data },
    )
  return { reply_markup: { inline_keyboard: (buttons ?? []).map(row) } }
}

type Given = string | InputFile

const whereOf = (to: Address) => ({
  chat_id: to.telegramId,
  ...(to.topicId !== undefined && { message_thread_id: to.topicId }),
})

/** `given` is the file of the message; a message whose file is not to be had any more is said without it. */
async function sendMessage(
  raw: Raw,
  to: Address,
  call: Call & { do: 'send' },
  given: Given | undefined,
  signal: Signal,
): Promise<number> {
  const { html, media, buttons } = call.message
  const where = {
    ...whereOf(to),
    ...(call.replyTo !== undefined && {
      reply_parameters: { message_id: call.replyTo, allow_sending_without_reply: true },
    }),
    ...(buttons && keyboard(buttons)),
  }
  if (!media || given === undefined) {
    const text = { text: html, parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const
    return (await raw.sendMessage({ ...where, ...text }, signal)).message_id
  }
  const said = { ...where, caption: html, parse_mode: 'HTML' } as const
  switch (media.kind) {
    case 'photo':
      return (await raw.sendPhoto({ ...said, photo: given }, signal)).message_id
    case 'document':
      return (await raw.sendDocument({ ...said, document: given }, signal)).message_id
    case 'voice':
      return (await raw.sendVoice({ ...said, voice: given }, signal)).message_id
    case 'video':
      return (await raw.sendVideo({ ...said, video: given }, signal)).message_id
  }
}

async function edit(raw: Raw, to: Address, call: Call & { do: 'edit' }, signal: Signal): Promise<void> {
  const { html, buttons, media } = call.message
  const which = {
    chat_id: to.telegramId,
    message_id: call.messageId,
    parse_mode: 'HTML',
    ...keyboard(buttons),
  } as const
  if (media || call.isCaption) await raw.editMessageCaption({ ...which, caption: html }, signal)
  else
    await raw.editMessageText({ ...which, text: html, link_preview_options: { is_disabled: true } }, signal)
}

async function sendPoll(raw: Raw, to: Address, poll: Poll, signal: Signal): Promise<Sent> {
  const { question, options, right, isShuffled, explanation, openPeriodS } = poll
  const { message_id, poll: posted } = await raw.sendPoll(
    {
      ...whereOf(to),
      question,
      options: options.map((text) => ({ text })),
      type: 'quiz',
      is_anonymous: false,
      shuffle_options: isShuffled,
      correct_option_ids: [...right],
      allows_multiple_answers: right.length > 1,
      ...(explanation !== '' && { explanation }),
      open_period: openPeriodS,
    },
    signal,
  )
  return { messageIds: [message_id], pollId: posted.id }
}

type Sent = Omit<Outcome & { kind: 'sent' }, 'kind'>

async function perform(
  raw: Raw,
  to: Address,
  call: Call,
  given: Given | undefined,
  signal: Signal,
): Promise<Sent> {
  const chat_id = to.telegramId
  switch (call.do) {
    case 'send':
      return { messageIds: [await sendMessage(raw, to, call, given, signal)] }
    case 'edit':
      await edit(raw, to, call, signal)
      break
    case 'delete':
      await raw.deleteMessages({ chat_id, message_ids: call.messageIds }, signal)
      return { messageIds: call.messageIds }
    case 'pin':
      await raw.pinChatMessage({ chat_id, message_id: call.messageId, disable_notification: true }, signal)
      break
    case 'unpin':
      await raw.unpinChatMessage({ chat_id, message_id: call.messageId }, signal)
      break
    case 'poll':
      return sendPoll(raw, to, call.poll, signal)
    case 'close-poll':
      await raw.stopPoll({ chat_id, message_id: call.messageId }, signal)
  }
  return { messageIds: [call.messageId] }
}

/** These say that the chat cannot be reached any more, whatever the code. */
const goneWords =
  /chat not found|user is deactivated|bot was (kicked|blocked)|group chat was deleted|PEER_ID_INVALID/i
/** What was asked for is so already. */
const doneWords = /message is not modified|message to (delete|unpin) not found|poll has already been closed/i

function ofRefusal(error: GrammyError): Outcome {
  const { error_code: code, description: reason, parameters } = error
  if (code === 429) {
    return { kind: 'retry', afterMs: (parameters.retry_after ?? 1) * 1_000, delivered: 'no', reason }
  }
  const toTelegramId = parameters.migrate_to_chat_id
  if (toTelegramId !== undefined) return { kind: 'moved', toTelegramId }
  if (code >= 500) return { kind: 'retry', afterMs: undefined, delivered: 'unknown', reason }
  if (code === 403 || goneWords.test(reason)) return { kind: 'gone', reason }
  // The token is not ours any more, or a proxy is in the way: no fault of the message.
  if (code === 401 || code === 404) return { kind: 'retry', afterMs: undefined, delivered: 'no', reason }
  return { kind: 'rejected', reason }
}

/** Codes of a connection that was never made: nothing was delivered. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** What Telegram's or the network's refusal means. Anything else is a fault of ours, and thrown. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof GrammyError) return ofRefusal(error)
  if (!(error instanceof HttpError)) throw error
  const code = codeOf(error.error)
  const delivered = code !== undefined && neverLeft.has(code) ? 'no' : 'unknown'
  return { kind: 'retry', afterMs: undefined, delivered, reason: code ?? 'network' }
}

function isDoneAlready(error: unknown): boolean {
  return error instanceof GrammyError && doneWords.test(error.description)
}

/**
 * A pause concerns the chat it was asked in. Telegram does not say when it means all of them: so when two chats are told to
 * wait at the same time, everybody does.
 */
function createPauses(app: App, pace: Pace): (to: Address, ms: number) => void {
  let last: { telegramId: number; untilMs: number } | undefined
  return ({ telegramId }, ms) => {
    const nowMs = app.clock.uptimeMs()
    const isOverall = last !== undefined && last.telegramId !== telegramId && nowMs < last.untilMs
    last = { telegramId, untilMs: nowMs + ms }
    if (isOverall) pace.pauseAll(ms)
    else pace.pauseChat(telegramId, ms)
    app.log.warn({ afterMs: ms, isOverall }, 'Telegram asked for a pause')
  }
}

/** A file as Telegram takes it: by its own id, or as bytes under a name. */
const asGiven = (file: FileToSend): Given =>
  'fileId' in file ? file.fileId : new InputFile(file.bytes, file.name)

/** Everything that leaves goes through here. */
export function createSender(app: App, api: Api, pace: Pace): Sender {
  const notePause = createPauses(app, pace)
  return {
    async send(to, call, lane): Promise<Outcome> {
      if ('message' in call) refuseLeak({ kind: to.kind, chatId: 0 }, call.message)
      await pace.turn(to, lane, weightOf(call))
      const file = await fileOfCall(app, call)
      if (file === 'not-now')
        return { kind: 'retry', afterMs: undefined, delivered: 'no', reason: storageAway }
      const given = file && asGiven(file)
      const signal = AbortSignal.timeout(given instanceof InputFile ? uploadPatienceMs : patienceMs) as Signal
      try {
        return { kind: 'sent', ...(await perform(api.raw, to, call, given, signal)) }
      } catch (error) {
        if (isDoneAlready(error)) return { kind: 'sent', messageIds: [] }
        const outcome = outcomeOf(error)
        if (outcome.kind === 'retry' && outcome.afterMs !== undefined) notePause(to, outcome.afterMs)
        return outcome
      }
    },
  }
}
