import { badRequest } from '../api-error.ts'
import type { Content, Message } from '../telegram.ts'
import { isService } from '../world/privacy.ts'
import { messageIn, roomFor } from './access.ts'
import type { Call, Handlers } from './call.ts'
import { copiedPoll } from './polls.ts'
import { send } from './sending.ts'
import { messageCaption } from './texts.ts'

type CopyCall = Call<{ from_chat_id: number | string; message_id: number }>

/** The message to repeat elsewhere; throws an ApiError (400 or 403) when the bot cannot see it. */
function source(call: CopyCall, what: string): Message {
  const { world, bot, parameters } = call
  const room = roomFor(world, bot, parameters.from_chat_id, 'read')
  const { message } = messageIn(room, parameters.message_id, `message to ${what}`)
  if (isService(message) || message.has_protected_content)
    throw badRequest(`the message can't be ${what === 'copy' ? 'copied' : 'forwarded'}`)
  return message
}

/** What a message shows, without its place in the chat it came from. */
function shown(message: Message): Content {
  const { text, entities, photo, document, voice, audio, video, location, caption, caption_entities } =
    message
  const said = { text, entities, photo, document, voice, audio, video, location, caption, caption_entities }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

export const copyingHandlers: Handlers<'copyMessage' | 'forwardMessage'> = {
  copyMessage: (call) => {
    const { world, parameters } = call
    const original = source(call, 'copy')
    const caption = parameters.caption === undefined || original.text ? {} : messageCaption(world, parameters)
    if (original.poll) return { message_id: copiedPoll(call, original.poll).message.message_id }
    const content = { ...shown(original), ...caption }
    return { message_id: send(call, () => content).message.message_id }
  },
  forwardMessage: (call) => {
    const original = source(call, 'forward')
    const sender = original.from
    if (!sender || original.poll) throw badRequest("the message can't be forwarded")
    const origin = { type: 'user' as const, date: original.date, sender_user: sender }
    const forwarded = { ...shown(original), forward_origin: original.forward_origin ?? origin }
    const reply = {
      ...call,
      parameters: { ...call.parameters, reply_parameters: undefined, reply_markup: undefined },
    }
    return send(reply, () => forwarded).message
  },
}
