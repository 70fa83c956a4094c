import type { Message } from 'grammy/types'
import type { Heard, HeardFile } from './talk.ts'

interface SentFile {
  file_id: string
  file_name?: string
  mime_type?: string
  file_size?: number
}

function heardFile(kind: HeardFile['kind'], file: SentFile, album: string | undefined): HeardFile {
  const { file_id: fileId, file_name: name, mime_type: mime, file_size: size } = file
  return { kind, fileId, name, mime, size, album }
}

function fileOf({ photo, voice, video, document, media_group_id: album }: Message): HeardFile | undefined {
  const largest = photo?.at(-1)
  if (largest) return heardFile('photo', largest, album)
  if (voice) return heardFile('voice', voice, album)
  if (video) return heardFile('video', video, album)
  return document && heardFile('document', document, album)
}

/** What a message says, in the few words that our questions know. */
export function hear(message: Message | undefined): Heard {
  if (!message) return { kind: 'other' }
  if (message.text !== undefined) return { kind: 'text', text: message.text }
  const file = fileOf(message)
  if (file) return { kind: 'file', file, caption: message.caption ?? '' }
  if (message.location) {
    const { latitude, longitude } = message.location
    return { kind: 'location', latitude, longitude }
  }
  return { kind: 'other' }
}
