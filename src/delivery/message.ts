/**
 * The one shape of what we say, for answers and for the outbox. A confidential message goes to a private chat only: to
 * hand one to a group does not compile, and `refuseLeak` stops it at run time too.
 */
export type Button = { text: string; data: string } | { text: string; url: string }

export type MediaKind = 'photo' | 'document' | 'voice' | 'video'

/** A file that Telegram has, by its id. */
export interface TelegramMedia {
  kind: MediaKind
  fileId: string
}

/** A file that we keep. It goes up anew, under a name that says nothing of where it came from. */
export interface KeptMedia {
  kind: MediaKind
  kept: { key: string; name: string; mime: string }
}

export type Media = TelegramMedia | KeptMedia

/** HTML text (or caption, when there is a file), at most one file, rows of buttons under it. */
interface Said {
  html: string
  media?: Media
  buttons?: Button[][]
}

export interface Public extends Said {
  privacy: 'public'
}
export interface Confidential extends Said {
  privacy: 'confidential'
}
export type Message = Public | Confidential

/** `chatId` is our own id of the address book, never Telegram's. */
export interface GroupChat {
  kind: 'group'
  chatId: number
}
export interface PrivateChat {
  kind: 'private'
  chatId: number
}
export type ChatRef = GroupChat | PrivateChat

/** Which messages a chat may hear. Of a chat whose kind is not known, only public ones. */
export type MessageFor<C extends ChatRef> = [C] extends [PrivateChat] ? Message : Public

/** The last guard before anything leaves: throws when a confidential message is addressed to a group. */
export function refuseLeak(chat: ChatRef, message: Message): void {
  if (chat.kind === 'group' && message.privacy === 'confidential') {
    throw new Error('a confidential message was addressed to a group')
  }
}

export function publicMessage(html: string, more: Omit<Said, 'html'> = {}): Public {
  return { privacy: 'public', html, ...more }
}

export function confidential(html: string, more: Omit<Said, 'html'> = {}): Confidential {
  return { privacy: 'confidential', html, ...more }
}
