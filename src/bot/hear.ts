import type { Message } from 'grammy/types'
import type { Heard, HeardFile } from './talk.ts'

interface SentFile {
  file_id: string
  file_name?: string
  mime_type?: string
  file_size?: number
}

function heardFile(kind: HeardFile['kind'], file: SentFile): HeardFile {
  return { kind, fileId: file.file_id, name: file.file_name, mime: file.mime_type, size: file.file_size }
}

function fileOf(message: Message): HeardFile | undefined {
  const photo = message.photo?.at(-1)
  if (photo) return heardFile('photo', photo)
  if (message.voice) return heardFile('voice', message.voice)
  if (message.video) return heardFile('video', message.video)
  return message.document && heardFile('document', message.document)
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
