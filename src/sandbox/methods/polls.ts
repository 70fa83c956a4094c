import { badRequest } from '../api-error.ts'
import type { ParametersOf } from '../parameters/check-parameters.ts'
import type { Poll } from '../telegram.ts'
import type { Posted } from '../world/room.ts'
import { closePoll } from '../world/voting.ts'
import { messageIn, roomFor } from './access.ts'
import type { Call, Handlers } from './call.ts'
import { checkInline } from './markup.ts'
import { send } from './sending.ts'
import { format } from './texts.ts'

const SHORTEST_OPEN_S = 5
const LONGEST_OPEN_S = 2_628_000

type PollCall = Call<ParametersOf<'sendPoll'>>

export const pollHandlers: Handlers<'sendPoll' | 'stopPoll'> = {
  sendPoll: (call) => postPoll(call, newPoll(call)).message,
  stopPoll: (call) => {
    const { world, bot, parameters } = call
    const room = roomFor(world, bot, parameters.chat_id, 'edit')
    const posted = messageIn(room, parameters.message_id, 'message with poll to stop')
    const state = world.polls.get(posted.message.poll?.id ?? '')
    if (!state || posted.bot !== bot) throw badRequest("poll can't be stopped")
    if (state.poll.is_closed) throw badRequest('poll has already been closed')
    posted.message.reply_markup = checkInline(parameters.reply_markup, room)
    closePoll(world, state)
    return state.poll
  },
}

type PostCall = Parameters<typeof send>[0]

function postPoll(call: PostCall, poll: Poll): Posted {
  const posted = send(call, () => ({ poll }))
  const room = roomFor(call.world, call.bot, call.parameters.chat_id, 'write')
  const state = { poll, bot: call.bot, room, messageId: posted.message.message_id, votes: new Map() }
  call.world.polls.set(poll.id, state)
  return posted
}

/** Posts the same question anew, without its votes. */
export function copiedPoll(call: PostCall, original: Poll): Posted {
  const options = original.options.map((option) => ({ ...option, voter_count: 0 }))
  const id = nextPollId(call)
  return postPoll(call, { ...original, id, options, total_voter_count: 0, is_closed: false })
}

function nextPollId(call: PostCall): string {
  return call.world.nextLongId('poll')
}

function newPoll(call: PollCall): Poll {
  const { world, parameters } = call
  const isQuiz = parameters.type === 'quiz'
  if (parameters.type && !isQuiz && parameters.type !== 'regular')
    throw badRequest('unsupported poll type specified')
  const question = pollText(call, parameters.question, 'poll question', 1, 300)
  const options = readOptions(call)
  return {
    id: nextPollId(call),
    question,
    options,
    total_voter_count: 0,
    is_closed: parameters.is_closed ?? false,
    is_anonymous: parameters.is_anonymous ?? true,
    type: isQuiz ? 'quiz' : 'regular',
    allows_multiple_answers: parameters.allows_multiple_answers ?? false,
    allows_revoting: parameters.allows_revoting ?? !isQuiz,
    members_only: false,
    ...(isQuiz && quizPart(call, options.length)),
    ...openPart(parameters, world.unixTime()),
    ...(parameters.description && {
      description: pollText(call, parameters.description, 'poll description', 0, 1024),
    }),
  }
}

/** Parses a text of a poll and counts its UTF-16 units. */
function pollText(call: PollCall, text: string, what: string, least: number, most: number): string {
  const formatted = format(call.world, text, undefined, undefined).text
  if (formatted.length < least) throw badRequest(`${what} must be non-empty`)
  if (formatted.length > most) throw badRequest(`${what} length must not exceed ${most}`)
  return formatted
}

function readOptions(call: PollCall): Poll['options'] {
  const { options } = call.parameters
  if (options.length < 1) throw badRequest('poll must have at least 1 option')
  if (options.length > 12) throw badRequest("poll can't have more than 12 options")
  return options.map((option, index) => {
    const text = pollText(call, option.text, 'poll option', 1, 100)
    return { persistent_id: String(index), text, voter_count: 0 }
  })
}

function quizPart(call: PollCall, options: number): Partial<Poll> {
  const { correct_option_ids: correct = [] } = call.parameters
  if (correct.length === 0) throw badRequest('correct quiz option list must be non-empty')
  const increasing = correct.every((id, index) => index === 0 || id > (correct[index - 1] ?? id))
  if (!increasing) throw badRequest('correct quiz option list must be increasing')
  if (correct.some((id) => id < 0 || id >= options)) throw badRequest('wrong correct option ID specified')
  return { correct_option_ids: correct, ...explanationPart(call) }
}

function explanationPart(call: PollCall): Partial<Poll> {
  const { explanation, explanation_parse_mode, explanation_entities } = call.parameters
  if (!explanation) return {}
  const { text, entities } = format(call.world, explanation, explanation_parse_mode, explanation_entities)
  if (text.length > 200) throw badRequest('poll explanation length must not exceed 200')
  if ((text.match(/\n/g) ?? []).length > 2)
    throw badRequest('poll explanation must not contain more than 2 line feeds')
  return { explanation: text, ...(entities.length > 0 && { explanation_entities: entities }) }
}

function openPart(parameters: ParametersOf<'sendPoll'>, now: number): Partial<Poll> {
  const { open_period, close_date } = parameters
  if (open_period !== undefined && close_date !== undefined) {
    throw badRequest("open_period and close_date can't be used together")
  }
  const openS = open_period ?? (close_date === undefined ? undefined : close_date - now)
  if (openS === undefined) return {}
  if (openS < SHORTEST_OPEN_S || openS > LONGEST_OPEN_S) {
    throw badRequest(
      open_period === undefined ? 'invalid poll close date specified' : 'invalid poll open period specified',
    )
  }
  return { ...(open_period !== undefined && { open_period }), close_date: now + openS }
}
