/** What goes over the wire, as the Bot API names it; only the fields this sandbox emits or reads. */

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string | undefined
  username?: string | undefined
  language_code?: string | undefined
  can_join_groups?: boolean | undefined
  can_read_all_group_messages?: boolean | undefined
  supports_inline_queries?: boolean | undefined
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
  last_name?: string | undefined
  is_forum?: true | undefined
}

export interface MessageEntity {
  type: string
  offset: number
  length: number
  url?: string | undefined
  user?: User | undefined
  language?: string | undefined
  custom_emoji_id?: string | undefined
}

export interface InlineButton {
  text: string
  url?: string | undefined
  callback_data?: string | undefined
  copy_text?: { text: string } | undefined
  web_app?: { url: string } | undefined
  style?: string | undefined
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][]
}

export interface PhotoSize {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size?: number | undefined
}

export interface FileRef {
  file_id: string
  file_unique_id: string
  file_name?: string | undefined
  mime_type?: string | undefined
  file_size?: number | undefined
}

export interface Voice extends Omit<FileRef, 'file_name'> {
  duration: number
}

export interface Audio extends FileRef {
  duration: number
  performer?: string | undefined
  title?: string | undefined
}

export interface Video extends FileRef {
  duration: number
  width: number
  height: number
}

export interface Location {
  latitude: number
  longitude: number
  horizontal_accuracy?: number | undefined
  live_period?: number | undefined
  heading?: number | undefined
  proximity_alert_radius?: number | undefined
}

export interface PollOption {
  persistent_id: string
  text: string
  voter_count: number
}

export interface Poll {
  id: string
  question: string
  options: PollOption[]
  total_voter_count: number
  is_closed: boolean
  is_anonymous: boolean
  type: 'regular' | 'quiz'
  allows_multiple_answers: boolean
  allows_revoting: boolean
  members_only: boolean
  correct_option_ids?: number[] | undefined
  explanation?: string | undefined
  explanation_entities?: MessageEntity[] | undefined
  open_period?: number | undefined
  close_date?: number | undefined
  description?: string | undefined
}

export type MessageOrigin = { type: 'user'; date: number; sender_user: User }

/** What a message says, apart from who, where and when. */
export interface Content {
  text?: string | undefined
  entities?: MessageEntity[] | undefined
  link_preview_options?: { is_disabled?: boolean | undefined } | undefined
  photo?: PhotoSize[] | undefined
  document?: FileRef | undefined
  voice?: Voice | undefined
  audio?: Audio | undefined
  video?: Video | undefined
  location?: Location | undefined
  poll?: Poll | undefined
  caption?: string | undefined
  caption_entities?: MessageEntity[] | undefined
  show_caption_above_media?: true | undefined
  has_media_spoiler?: true | undefined
  media_group_id?: string | undefined
  forward_origin?: MessageOrigin | undefined
  has_protected_content?: true | undefined
  new_chat_members?: User[] | undefined
  left_chat_member?: User | undefined
  new_chat_title?: string | undefined
  group_chat_created?: true | undefined
  supergroup_chat_created?: true | undefined
  migrate_to_chat_id?: number | undefined
  migrate_from_chat_id?: number | undefined
  pinned_message?: Message | undefined
  forum_topic_created?: { name: string; icon_color: number } | undefined
}

export interface Message extends Content {
  message_id: number
  message_thread_id?: number | undefined
  is_topic_message?: true | undefined
  from?: User | undefined
  date: number
  edit_date?: number | undefined
  chat: Chat
  reply_to_message?: Message | undefined
  quote?: { text: string; position: number; is_manual?: true | undefined } | undefined
  reply_markup?: InlineKeyboard | undefined
}

export interface CallbackQuery {
  id: string
  from: User
  message: Message
  chat_instance: string
  data: string
}

export interface PollAnswer {
  poll_id: string
  user: User
  option_ids: number[]
  option_persistent_ids: string[]
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  user: User
  [right: string]: unknown
}

export interface ChatMemberUpdated {
  chat: Chat
  from: User
  date: number
  old_chat_member: ChatMember
  new_chat_member: ChatMember
}

export interface ReactionType {
  type: string
  emoji?: string | undefined
}

export interface MessageReactionUpdated {
  chat: Chat
  message_id: number
  user: User
  date: number
  old_reaction: ReactionType[]
  new_reaction: ReactionType[]
}

/** What each kind of update carries. */
export interface UpdatePayloads {
  message: Message
  edited_message: Message
  callback_query: CallbackQuery
  poll: Poll
  poll_answer: PollAnswer
  my_chat_member: ChatMemberUpdated
  chat_member: ChatMemberUpdated
  message_reaction: MessageReactionUpdated
}

export type UpdateKind = keyof UpdatePayloads

export type Update = { update_id: number } & Partial<UpdatePayloads>

/** A keyboard of plain texts below the field where one types, or the wish for a reply; shown to people only. */
export type PersonalMarkup =
  | {
      keyboard: ({ text: string } | string)[][]
      one_time_keyboard?: boolean | undefined
      selective?: boolean | undefined
    }
  | { remove_keyboard: true; selective?: boolean | undefined }
  | { force_reply: true; input_field_placeholder?: string | undefined; selective?: boolean | undefined }
