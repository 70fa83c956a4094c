import type { Message } from '../telegram.ts'
import type { Person } from '../world/accounts.ts'
import type { Posted, Room } from '../world/room.ts'
import type { World } from '../world/world.ts'

interface PageFile {
  kind: 'photo' | 'document' | 'voice' | 'audio' | 'video'
  url: string
  name: string | undefined
  durationS: number | undefined
}

/** A message as the chat page draws it; every text in it is plain, formatting stays in `entities`. */
export function pageMessage(world: World, room: Room, posted: Posted, viewer: Person) {
  const { message } = posted
  return {
    id: message.message_id,
    from: { id: message.from?.id, name: nameOf(message.from), isBot: message.from?.is_bot ?? false },
    own: message.from?.id === viewer.user.id,
    date: message.date,
    edited: message.edit_date !== undefined,
    pinned: room.pinned.includes(message.message_id),
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    topicId: message.message_thread_id,
    album: message.media_group_id,
    forwardedFrom: message.forward_origin && nameOf(message.forward_origin.sender_user),
    replyTo: message.reply_to_message && quoted(message.reply_to_message),
    file: fileOf(message),
    location: message.location,
    poll: message.poll && pollOf(world, message.poll.id, viewer),
    buttons: message.reply_markup?.inline_keyboard.map((row) =>
      row.map(({ text, url, copy_text }) => ({ text, url, copy: copy_text?.text })),
    ),
    reactions: [...posted.reactions.values()].flat(),
    news: newsOf(message),
  }
}

function nameOf(user: { first_name: string; last_name?: string | undefined } | undefined): string {
  return [user?.first_name, user?.last_name].filter(Boolean).join(' ')
}

function quoted(message: Message) {
  const text = message.text ?? message.caption ?? message.poll?.question ?? ''
  const what = fileOf(message)?.kind ?? (message.location && 'location')
  return { id: message.message_id, name: nameOf(message.from), text: text.slice(0, 80), what }
}

function fileOf(message: Message): PageFile | undefined {
  const photo = message.photo?.at(-1)
  if (photo) return { kind: 'photo', url: urlOf(photo.file_id), name: undefined, durationS: undefined }
  const { voice, audio, video, document } = message
  if (voice) return { kind: 'voice', url: urlOf(voice.file_id), name: undefined, durationS: voice.duration }
  if (audio) return { kind: 'audio', url: urlOf(audio.file_id), name: audio.title, durationS: audio.duration }
  if (video) return { kind: 'video', url: urlOf(video.file_id), name: undefined, durationS: video.duration }
  if (!document) return undefined
  return { kind: 'document', url: urlOf(document.file_id), name: document.file_name, durationS: undefined }
}

const urlOf = (fileId: string) => `/page/file/${encodeURIComponent(fileId)}`

/** The poll with the viewer's own vote; results and right answers are shown to who has voted, or when it is closed. */
function pollOf(world: World, pollId: string, viewer: Person) {
  const state = world.polls.get(pollId)
  if (!state) return undefined
  const { poll, votes } = state
  const mine = votes.get(viewer.user.id)
  const seesResults = mine !== undefined || poll.is_closed
  return {
    question: poll.question,
    isQuiz: poll.type === 'quiz',
    isAnonymous: poll.is_anonymous,
    isClosed: poll.is_closed,
    several: poll.allows_multiple_answers,
    canChange: poll.allows_revoting,
    voters: poll.total_voter_count,
    mine,
    options: poll.options.map(({ text, voter_count }, index) => ({
      text,
      votes: seesResults ? voter_count : undefined,
      right: seesResults ? poll.correct_option_ids?.includes(index) : undefined,
    })),
    explanation: seesResults ? poll.explanation : undefined,
    closesAt: poll.close_date,
  }
}

/** News of the group itself: a key for the page's own words, and the names they need. */
function newsOf(message: Message): { key: string; name?: string | undefined } | undefined {
  if (message.group_chat_created || message.supergroup_chat_created) return { key: 'created' }
  if (message.new_chat_members)
    return { key: 'joined', name: message.new_chat_members.map(nameOf).join('、') }
  if (message.left_chat_member) return { key: 'left', name: nameOf(message.left_chat_member) }
  if (message.new_chat_title) return { key: 'renamed', name: message.new_chat_title }
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return { key: 'migrated' }
  if (message.pinned_message) return { key: 'pinned' }
  if (message.forum_topic_created) return { key: 'topic', name: message.forum_topic_created.name }
  return undefined
}
